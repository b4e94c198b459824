import { z } from 'zod'
import { method } from '#sandbox/bot-api/method.ts'
import { linkTo } from '#sandbox/telegram/files.ts'

export const files = {
  getFile: method({ file_id: z.string() }, ({ file_id }, { telegram }) => linkTo(telegram, file_id)),
}
