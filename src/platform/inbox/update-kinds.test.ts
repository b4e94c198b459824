import { API_CONSTANTS } from 'grammy'
import { expect, test } from 'vitest'
import { ownUpdate } from '#platform/telegram/own-message.ts'
import { laneOf } from './lane.ts'
import { allowedUpdates, kindOf, updateKinds } from './update-kinds.ts'

/** What Telegram can bring, as grammY lists it. */
const known = API_CONSTANTS.ALL_UPDATE_TYPES

test.each(known)('an update of type %s has a kind exactly if Telegram is asked for it', (type) => {
  const isAsked = (allowedUpdates as string[]).includes(type)
  expect(kindOf({ update_id: 1, [type]: {} }) !== undefined).toBe(isAsked)
})

test('Telegram is asked for nothing that grammY does not know', () => {
  expect(allowedUpdates.filter((type) => !(known as readonly string[]).includes(type))).toEqual([])
})

test.each(Object.entries(updateKinds))('the kind %s puts into a lane what names nobody', (_name, { type }) => {
  expect(laneOf({ update_id: 1, [type]: {} })!.lane).toMatch(/:nobody/)
})

test('only payments and wishes to stop pass the flood limit, and all of them are urgent', () => {
  const passing = Object.values(updateKinds).filter((kind) => 'passesFloodLimit' in kind)
  expect(passing.map(({ slot }) => slot)).toEqual(passing.map(() => 'urgent'))
})

test('what we write ourselves waits with the messages of its chat', () => {
  const own = { number: 5, person: { id: 7, first_name: 'Ann' }, messageId: 3, threadId: 0, now: new Date() }
  expect(laneOf(ownUpdate(own))).toMatchObject({ lane: 'chat:7', kind: 'message' })
  expect(laneOf(ownUpdate({ ...own, threadId: 9 }))).toMatchObject({ lane: 'chat:7:9', kind: 'message' })
})
