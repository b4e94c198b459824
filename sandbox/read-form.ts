import type { FastifyRequest } from 'fastify'

export interface FormFile {
  file: Buffer
  name: string
}

/** The fields of a form with files, `multipart/form-data`. */
export async function readForm(request: FastifyRequest, body: Buffer): Promise<Record<string, string | FormFile>> {
  const headers = { 'content-type': request.headers['content-type']! }
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  const fields: Record<string, string | FormFile> = {}
  for (const [name, value] of form)
    fields[name] =
      typeof value === 'string' ? value : { file: Buffer.from(await value.arrayBuffer()), name: value.name }
  return fields
}
