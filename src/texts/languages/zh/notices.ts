import type { NoticeTexts } from '#texts/languages/ru/notices.ts'
import { inDollars } from './money.ts'

export const notices: NoticeTexts = {
  planEnds: (date, daysBefore) =>
    daysBefore === 1
      ? `您的订阅将在一天之内（${date}）到期，不会自动续订。`
      : `您的订阅将在三天之内（${date}）到期，不会自动续订。`,
  planEndsButton: '⭐ 续订',
  winBack: {
    trial_used_up: '试用消息已经用完，您也许还有问题想问。积分永不过期，订阅随时可以取消。',
    plan_lapsed_3: '您的订阅几天前已到期。您的对话都还在：续订后，我们从上次的地方继续。',
    plan_lapsed_14: '您的订阅两周前已到期。如果不是每天都用，可以购买积分：积分永不过期。',
    low_balance: '剩余积分已不够一次回答。请充值，以免对话中断。',
  },
  winBackButton: '⭐ 查看价格',
  noRemindersButton: '不再提醒',
  renewalEnded: {
    refunded: '订阅款项已退还，自动续订已关闭，不会再为它扣款。',
    doubled: '第二份订阅的自动续订已关闭，不会再为它扣款。',
    blocked: '您已无法使用本机器人，订阅的自动续订已关闭，不会再扣款。',
  },
  providerRefused: (model, status, message) =>
    `⚠️ 模型“${model}”无法回答任何人：它的服务器拒绝了所有请求${status}。请检查密钥、服务商账户余额和模型名称。用户已被告知该模型不可用，未扣除任何费用。\n\n服务器的回复：${message}`,
  budgets: {
    names: {
      day: () => '每日预算',
      month: () => '每月预算',
      trial_day: () => '试用问题每日预算',
      person_day: (userId) => `用户 ${userId} 的每日预算`,
    },
    actions: {
      cheaper: '现在由最便宜的模型按它自己的价格回答。',
      no_trial: '暂时不再提供免费回答。',
      stop: '暂时不再回答：问题会保存下来，用户已被告知。',
    },
    spent: (name, percent, spent, limit) =>
      `${name}：已用 ${percent}%（${inDollars(limit)} 中的 ${inDollars(spent)}）。`,
    change: '可在目录的 money.budgets 部分修改预算。',
  },
  freeMessages: {
    everybody: '今日免费消息',
    links: {
      campaign: (name) => `广告 ${name} 的今日免费消息`,
      referral: (code) => `邀请 ${code} 的今日免费消息`,
    },
    used: (name, percent, used, limit) =>
      `${name}：已用 ${percent}%（${used.toLocaleString('zh')} / ${limit.toLocaleString('zh')}）。`,
    ways: {
      campaign: (name) => `通过广告 ${name} 的链接`,
      referral: (code) => `通过邀请 ${code}`,
    },
    burst: (way, { starts, asked, alike, trials, inSteps }) =>
      `${way}来的人看起来像是为免费消息注册的账号。一小时内来了 ${starts} 个。${asked} 个提问者中有 ${alike} 个的第一个问题相同；开始试用的 ${trials} 个中，Telegram 对 ${inSteps} 个几乎不显示任何信息。他们的用量不会超过每日上限。可在后台的“增长”页面查看并暂停。`,
    over: 'UTC 零点之前不再提供免费回答，用户已被告知何时恢复。已购买的内容照常可用。',
    change: '可在后台的“设置”页面修改上限。',
  },
}
