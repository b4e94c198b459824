import { createContext, useContext } from 'react'
import type { BrowserReply } from '#modules/cabinet/browser.ts'
import type { Permission } from '#modules/users/contract.ts'
import { ApiError, carry, read, write } from './api.ts'
import { isFramed } from './telegram.ts'

export type Me = BrowserReply<'me'>

export const MeContext = createContext<Me | undefined>(undefined)

export function useMe(): Me {
  return useContext(MeContext)!
}

/** Whether the page may offer it; the backend decides it anew at each call. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}

/** The session that there is, or the one that the link or Telegram opens; null when nothing does. */
export async function enter(): Promise<Me | null> {
  const { token, initData } = brought()
  try {
    const me = token
      ? await write('enter', { token })
      : await read('me', {}).catch((error: unknown) => {
          if (initData && error instanceof ApiError && error.code === 'signed_out')
            return write('enterByTelegram', { initData, inFrame: isFramed() })
          throw error
        })
    carry(me)
    return me
  } catch (error) {
    if (error instanceof ApiError && refusals.has(error.code)) return null
    throw error
  }
}

const refusals = new Set(['signed_out', 'link_not_valid', 'forbidden', 'bad_request'])

/** What stands behind # is not sent; it is taken away, so that the address can be copied without it. */
function brought(): { token: string | null; initData: string | null } {
  const fields = new URLSearchParams(location.hash.slice(1))
  const found = { token: fields.get('in'), initData: fields.get('tgWebAppData') }
  if (found.token) history.replaceState(null, '', location.pathname)
  return found
}
