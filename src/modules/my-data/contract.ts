import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { person, personInQuery } from '#platform/http/values.ts'

export const myDataEndpoints = defineEndpoints({
  exportData: {
    method: 'GET',
    path: '/export_data',
    allow: ['program', 'self'],
    summary: 'Everything that is kept about a person',
    query: personInQuery,
    reply: z.object({ data: z.record(z.string(), z.unknown()) }),
    errors: ['user_not_found'],
  },
  withdrawAgreement: {
    method: 'POST',
    path: '/withdraw_agreement',
    allow: ['program', 'self'],
    summary: 'A person agrees to the terms and the privacy notice no more; their data stays until it is deleted',
    body: person,
    reply: z.object({}),
    errors: ['user_not_found'],
  },
  deleteData: {
    method: 'POST',
    path: '/delete_data',
    allow: ['program', 'self'],
    summary: "Deletes a person's texts, names and settings; records of money stay",
    body: person,
    reply: z.object({}),
    errors: ['user_not_found'],
  },
})
