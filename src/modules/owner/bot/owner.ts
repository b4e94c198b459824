import { Feature } from '#bot-kit/feature.ts'
import { figures } from './figures.ts'
import { givenUp } from './given-up.ts'
import { grants } from './grants.ts'
import { blocking } from './blocking.ts'
import { people } from './people.ts'
import { refunds } from './refunds.ts'
import { report } from './report.ts'
import { requests } from './requests.ts'
import { teamMenu } from './menu.ts'

/** What those with a role can do in their own chats. Other people get the answer to an unknown command. */
export const owner = new Feature()

owner.use(teamMenu, figures, report, people, grants, blocking, refunds, requests, givenUp)
