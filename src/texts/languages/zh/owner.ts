import { marginSections } from '#texts/margin.ts'
import { plain } from '#texts/plain.ts'
import { signed } from '#texts/signed.ts'
import type { OwnerTexts } from '#texts/languages/ru/owner.ts'
import { chinese } from './count.ts'
import { earned, inDollars } from './money.ts'

const creditsOf = (count: number) => chinese(count, '积分')

export const owner: OwnerTexts = {
  commands: {
    owner: '管理：菜单',
    cabinet: '管理：浏览器后台',
    stats: '管理：数据',
    user: '管理：用户及其付款',
    grant: '管理：发放积分',
    refund: '管理：退款',
    requests: '管理：未答复的问题',
    answer: '管理：答复问题',
    block: '管理：关闭访问',
    unblock: '管理：恢复访问',
    campaign: '管理：广告链接',
    campaigns: '管理：广告效果',
    newpromo: '管理：新建优惠码',
    promos: '管理：优惠码',
    endpromo: '管理：结束优惠码',
  },
  help: '**所有者命令**\n\n/owner：带按钮的菜单：用户、数据、问题、广告\n/cabinet：浏览器后台\n/stats：今日、本周和本月数据\n/user @用户名：用户、积分和付款（带退款按钮）\n/grant @用户名 50 感谢耐心：发放积分，负数为扣除\n/refund 17 原因：退还第 17 号付款\n/requests：未答复的付款问题\n/answer 5 内容：答复第 5 号问题\n/block @用户名 原因 和 /unblock @用户名：关闭和恢复访问\n/campaign vk 120：为花费 $120 的广告生成链接和二维码\n/campaigns：每个链接的效果\n/newpromo SPRING 50：50 积分的优惠码\n/promos：优惠码及使用次数\n/endpromo SPRING：结束优惠码\n\n@用户名 也可以换成用户的 Telegram 编号。',
  team: {
    menu: (role) => `**机器人管理**\n\n您是${role}。要打开什么？`,
    roles: { owner: '所有者', manager: '经理', support: '客服', analyst: '分析师' },
    search: '🔎 查找用户',
    people: '👥 新用户',
    figures: '📊 数据',
    margin: '💰 利润',
    campaigns: '📣 广告',
    requests: '❓ 用户问题',
    givenUp: '⚠️ 未处理',
    cabinet: '🖥 后台',
    roleLost: '这个按钮供管理机器人的人使用。您目前没有这样的角色。',
    inBot: '来自机器人菜单',
    searchAsk: '要找谁？请写 @用户名、编号、名字或付款编号。',
    searchPlaceholder: '@用户名、编号或名字',
    nobodyFound: '没有找到。机器人只认识给它写过消息的人。',
    found: (more) => (more ? '**找到很多**，以下是前几位：' : '**找到：**'),
    newest: '**最近加入的人：**',
    grant: '🎁 发放积分',
    grantAsk: (who, credits) =>
      `发放多少积分？${who}，现有 ${creditsOf(credits)}。\n\n其他数量：/grant @用户名 75 原因。`,
    grantWhy: (who, amount) => `${who}：+${amount}。原因是什么？用户会看到。`,
    grantReasons: { patience: '感谢您的耐心', gift: '礼物', sorry: '为带来的不便致歉' },
    message: '✉️ 写消息',
    messageAsk: (who) => `要写什么？收件人：${who}。`,
    messagePlaceholder: '消息内容',
    messageLength: '需要文字：1 到 3000 个字符。',
    messageKept: '消息已保存，机器人会发送。',
    block: '🚫 关闭访问',
    unblock: '✅ 恢复访问',
    blockAsk: (who) => `关闭访问：${who}？请选择原因。订阅的续订也会停止。`,
    blockYes: (reason) => `是，原因：${reason}`,
    blockReasons: { spam: '垃圾消息', fraud: '付款欺诈', abuse: '辱骂' },
    openInCabinet: '🖥 在后台打开',
    answer: (id) => `答复第 ${id} 号`,
    answerAsk: (id) => `您对第 ${id} 号问题的答复：`,
    answeredAlready: (id, by, text) => `第 ${id} 号问题已有回复（${by}）：“${text}”您的回复未发送。`,
    answerMore: '再次回复',
    retry: (updateId) => `↻ 重试：${updateId}`,
    reportButton: '🗓 日报',
    reportOff: '不发送',
    report: (hour, timeZone) =>
      `${hour === null ? '日报未开启。' : `日报在 ${hour}:00 发送。`}请选择时间（${timeZone}）。`,
    noMargin: '30 天内没有收入，也没有支出。',
    noneGivenUp: '没有未处理的更新。',
    givenUpList: (count) => `**未处理：${count}**`,
  },
  usage: {
    user: '用法：/user @用户名 或 /user 编号。',
    grant: '用法：/grant @用户名 50 原因。负数为扣除。请用数字，最多 1,000,000。',
    refund: '用法：/refund 17 原因，其中 17 是付款编号。编号和退款按钮见 /user @用户名。',
    answer: '用法：/answer 5 答复内容。问题编号见 /requests。',
    block: '用法：/block @用户名 原因。',
    unblock: '用法：/unblock @用户名。',
    campaign:
      '用法：/campaign 名称 120，其中 120 是广告的美元价格，也可以以后再填。给新用户的礼物：/campaign 名称 bonus 10 x500，即前 500 人各得 10 积分；bonus 3trial x500：试用消息；bonus none：不送礼物。从列表移除：/campaign 名称 archive，恢复：restore。名称：拉丁字母、数字、_ 和 -。',
    newpromo:
      '用法：/newpromo SPRING 50 赠送 50 积分。50 可以换成：5trial（试用消息）、7days month（订阅 month 的天数）、20%（一次购买的折扣）。之后可选：x100（100 人）、until 2026-12-31、first（仅限首次购买）、batch 100（一百个码，每码一人）。',
    endpromo: '用法：/endpromo SPRING。',
  },
  noSuchPerson: (who) => `机器人不认识：${who}。它只认识给它写过消息的人。`,
  noSuchPayment: (which) => `没有付款 ${which}。付款编号见 /user @用户名。`,
  noSuchRequest: (id) => `没有第 ${id} 号问题。未答复的问题见 /requests。`,
  rewards: {
    credits: creditsOf,
    trialMessages: (count) => chinese(count, '条试用消息'),
    planDays: (count, plan) => `订阅“${plan}”${chinese(count, '天')}`,
    percentOff: (percent) => `优惠 ${percent}%`,
  },
  promo: (p, gives) =>
    `**${plain(p.name)}**：${gives}，已用 ${p.uses} / ${p.mostUses.toLocaleString('zh')}${p.batch ? '，每码一人' : ''}${p.firstPurchase ? '，仅限首次购买' : ''}${p.endsAt === null ? '' : `，至 ${p.endsAt.slice(0, 10)}`}${p.endedAt === null ? '' : '，已结束'}。`,
  promoLink: (link) => `链接：${link}`,
  noPromos: '还没有优惠码。用 /newpromo 创建第一个。',
  promoExists: '已有同名优惠码。',
  noSuchPromo: '没有这个优惠码。现有的见 /promos。',
  noSuchPlan: '目录中没有这个订阅。',
  promoPast: '那一天已经过去。请写今天或之后的日期。',
  promoTooMany: '一批最多 10,000 个码。',
  campaignLink: (link) => `广告链接：${link}`,
  campaign: (c) =>
    [
      `**${plain(c.name)}**：来访 ${c.starts}，开始试用 ${c.trials}，提问 ${c.asked}，付款 ${c.payers}，${c.stars} ⭐。`,
      `${earned(c.revenueMicroDollars, c.providerMicroDollars)}。广告 ${inDollars(c.costMicroDollars)}，最终 ${inDollars(c.marginMicroDollars)}。${c.paidBackOn === null ? '' : `${c.paidBackOn} 回本。`}`,
      ...(c.bonus === null
        ? []
        : [
            `新人礼物：${c.bonus.of === 'credits' ? creditsOf(c.bonus.amount) : chinese(c.bonus.amount, '条消息')}，已领 ${c.bonuses} / ${c.mostBonuses.toLocaleString('zh')}。`,
          ]),
      ...(c.archived ? ['已归档：不在列表中，也不再送礼物。'] : []),
    ].join('\n'),
  noCampaigns: '还没有广告链接。用 /campaign 名称 创建第一个。',
  cabinetOpen: '链接在一分钟内可打开后台一次。请勿转发。',
  cabinetHere: '在此打开',
  cabinetInBrowser: '在浏览器中打开',
  cabinetClosed: '后台未开启：设置中没有填写 CABINET_URL 地址。',
  firstOwner: '您现在是本机器人的所有者。',
  roleLinkOld: '这个链接已失效：机器人已有所有者，或链接已过期。',
  refused: '这样不行。请检查您写的内容，然后重试。',
  tooFewCredits: (has, wished) => `不能扣除这么多：用户有 ${creditsOf(has)}，而您要扣除 ${wished}。`,
  periods: { today: '今天', week: '7 天', month: '30 天' },
  figures: (period, f) =>
    `**${period}**：新增 ${f.users}，活跃 ${f.active}，已回答 ${f.questions}，未回答 ${f.failed}，${f.revenueStars} ⭐，退款 ${f.refundsStars} ⭐，错误 ${f.errors}。${earned(f.revenueMicroDollars, f.costMicroDollars)}`,
  margin: (margin) =>
    marginSections(margin, {
      earned,
      models: '按模型，30 天',
      unused: '没有提问的订阅天数',
      plans: '按支付来源',
      people: '成本高于收入的用户',
      days: '按天',
      unpriced: (tries) => `目录中没有价格：${chinese(tries, '次请求')}，未计入成本。`,
    }),
  person: (credits, language, since, blocked) =>
    `积分：${credits}，语言 ${language}，加入于 ${since}${blocked ? '，访问已关闭' : ''}`,
  dailyReport: (day, before) =>
    [
      `**${day.day} 日报**（括号内为前一天）`,
      `收入 ${inDollars(day.revenue)}（${inDollars(before.revenue)}），成本 ${inDollars(day.cost)}（${inDollars(before.cost)}），利润 ${inDollars(day.revenue - day.cost)}（${inDollars(before.revenue - before.cost)}）。`,
      `付款 ${day.revenueStars} ⭐（${before.revenueStars}），付款人数 ${day.payers}（${before.payers}）。`,
      `回答 ${day.answers}（${before.answers}），新用户 ${day.users}（${before.users}），错误 ${day.errors}（${before.errors}）。`,
      '图中为两周数据：蓝色是收入，红色是成本。',
    ].join('\n'),
  statuses: { paid: '已付款', refunding: '退款中', refunded: '已退款' },
  refundButton: (number, price) => `↩ 退还 ${price}（第 ${number} 号）`,
  refundYes: '是，退款',
  refunding: (price) => `正在退还 ${price}。一分钟内会向 Telegram 发出请求。`,
  refunded: (price) => `已退还：${price}。`,
  refundLoss: (spent) => `已花掉：${creditsOf(spent)}。`,
  refundByProvider: (price, payment, charge) =>
    `${price} 只能由支付服务商退还：请在那边的账户中退还付款 ${payment}，然后发送 /refund ${charge} done。购买的内容已收回。`,
  refundAsk: (number, who, price, what) => `退还第 ${number} 号付款：${what}，${price}，${who}？购买的内容会收回。`,
  granted: (who, delta, credits) => `${who}：${signed(delta)}，现有 ${creditsOf(credits)}。`,
  told: '已通知用户。',
  notTold: (id) => `无法通知用户 ${id}：对方停用了机器人，或机器人联系不上对方。`,
  abuseRepeated: (id) =>
    `⚠️ 模型服务商已第三次拒绝回答用户 ${id}：认为其问题违反规则。若继续下去，服务商可能关闭您的整个账户。查看：/user ${id}；关闭访问：/block ${id} 原因`,
  unmatched: (id, price, chargeId) =>
    `⚠️ 没有订单的付款：用户 ${id} 支付了 ${price}。未给予任何内容。查看：/user ${id}；退款：/refund ${chargeId}`,
  paymentsDiffer: '付款核对发现差异：',
  differences: {
    payment_missed: '机器人不知道的付款；已入账',
    payment_unmatched: '没有订单的付款；未给予任何内容',
    refund_missed: '机器人不知道的退款；已记录',
    refund_unmatched: '未知付款的退款',
    payer_unknown: '陌生用户的付款',
    amount_differs: '金额与记录不符',
  },
  difference: (what, id, amount, chargeId) => `${what}：用户 ${id}，${amount} ⭐，${chargeId}`,
  paymentHistory: (count) => `Telegram 的列表中有 ${chinese(count, '笔付款')}早于本账目。它们保持原样，不计入数据。`,
  refundGivenUp: (id, amount, chargeId, reason) =>
    `⚠️ Telegram 没有把 ${amount} ⭐ 退给用户 ${id}：${reason}。不会再尝试；重新开始：/refund ${chargeId}`,
  renewalNotEnded: (id, chargeId, reason) =>
    `⚠️ Telegram 没有关闭用户 ${id} 的续订 ${chargeId}：${reason}。可能会再次扣款；请退还收到的款项。`,
  modelEnds: ({ model, name, successor, endsOn, days }) =>
    `⚠️ 服务商将于 ${endsOn} 停用模型 ${name}（目录条目“${model}”），还有 ${chinese(days, '天')}。${successor === null ? '请在目录中指定后继模型（successor）或其他模型。' : `当天由“${successor}”接替。`}`,
  modelEnded: ({ model, name, successor, endsOn }) =>
    `⚠️ 服务商已于 ${endsOn} 停用模型 ${name}。${successor === null ? `条目“${model}”没有后继：请在目录中指定其他模型。` : `“${model}”的问题现在由“${successor}”回答。`}`,
  modelGone: ({ model, name }) => `⚠️ 服务商的列表中已没有模型 ${name}（目录条目“${model}”）。请在目录中指定其他模型。`,
  answered: (id) => `第 ${id} 号问题的答复已保存。`,
  blocked: (who) => `${who}：访问已关闭。`,
  unblocked: (who) => `${who}：访问已恢复。`,
  notOwner: '这是机器人的所有者：不能关闭其访问。',
  requests: '**未答复的付款问题**',
  noRequests: '没有未答复的问题。',
  toGranted: (delta, credits, reason) =>
    `所有者${delta > 0 ? '给您发放了' : '扣除了您的'} ${creditsOf(Math.abs(delta))}${reason === null ? '' : `（${reason}）`}。您现在有 ${creditsOf(credits)}。`,
}
