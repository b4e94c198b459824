/** @import { Props } from './dom.js' */
/** @import { Person } from './types.ts' */
import { ask, field } from './dialogs.js'
import { el, textIn } from './dom.js'
import { language, words } from './texts.js'

/** Who the new person is; undefined when there is none after all. */
export async function askForPerson() {
  const languages = el(
    'fieldset',
    { class: 'choice' },
    el('legend', {}, words().appLanguage),
    languageOption('ru', 'Русский'),
    languageOption('en', 'English'),
  )
  const form = await ask(
    words().newPersonTitle,
    [field('name', words().name, { required: true, maxlength: 64, autofocus: true }), languages],
    words().create,
  )
  return form && { first_name: textIn(form, 'name'), language_code: textIn(form, 'language') }
}

/**
 * Title and members of a new group, and whether the bot is one; undefined when there is none after all.
 * @param {Person[]} others
 */
export async function askForGroup(others) {
  const form = await ask(
    words().newGroup,
    [
      field('title', words().groupName, { required: true, maxlength: 128, autofocus: true }),
      ...others.map(memberOption),
      checkbox({ name: 'without_bot', value: 'on' }, words().withoutBot),
    ],
    words().create,
  )
  return (
    form && {
      title: textIn(form, 'title'),
      members: form.getAll('member').map(Number),
      without_bot: form.has('without_bot'),
    }
  )
}

/** Name of a new topic; undefined when there is none after all. */
export async function askForTopic() {
  const form = await ask(
    words().newTopic,
    [field('name', words().topicName, { required: true, maxlength: 128, autofocus: true })],
    words().create,
  )
  return form && textIn(form, 'name')
}

/**
 * @param {string} code
 * @param {string} name
 */
function languageOption(code, name) {
  const input = el('input', { type: 'radio', name: 'language', value: code, checked: code === language() })
  return el('label', {}, input, el('span', {}, name))
}

/** @param {Person} person */
function memberOption({ id, first_name: name }) {
  return checkbox({ name: 'member', value: id, checked: true }, name)
}

/**
 * @param {Props} props
 * @param {string} label
 */
function checkbox(props, label) {
  return el('label', { class: 'check' }, el('input', { type: 'checkbox', ...props }), el('span', {}, label))
}
