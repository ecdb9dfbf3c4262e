// English around the clauses: openings, closings, greetings, connectors, whole texts about nothing.
import type { Frames } from "../tongue.ts";

export const frames: Frames = {
  opening: {
    positive: [
      "[Really|Very|Quite] happy.",
      "[All|Everything went] fine, [thank you|thanks].",
      "[I am a happy customer|No complaints here|Nothing to complain about].",
      "[Second|Third|Fifth] order from Latarnia and [still happy|again all good].",
      "[Pleasant surprise|A nice surprise], to be honest.",
      "I [recommend|would recommend] this shop.",
      "[Good|Great|Lovely] experience.",
    ],
    negative: [
      "[Not happy|Disappointed|Very disappointed|Rather unhappy].",
      "[I expected better|I expected more] from Latarnia.",
      "[I have been a customer for years|I used to like this shop] and this is [a shame|a let-down|sad].",
      "[First and last order|Last time I order here].",
      "[Sorry, but this is not good enough|This is not acceptable].",
      "[Where do I begin|Oh well].",
      "[I rarely write reviews|I don't usually complain], but here we go.",
    ],
    neutral: [
      "[Nothing special|An ordinary purchase|Average].",
      "[It is okay|It's fine|So so].",
      "[Just a few remarks|A few facts|For information].",
      "[Neither good nor bad|As expected].",
    ],
    mixed: [
      "[Mixed feelings|Mixed impressions|Good and bad].",
      "[Two sides to this|It could be better, it could be worse].",
      "[Not everything went well|Partly happy].",
      "[There is room for improvement|Some things to work on].",
    ],
  },
  closing: {
    positive: [
      "[I will be back|Will order again|Will be buying again].",
      "[Thank you|Thanks|Many thanks][| to the whole team| and keep it up]!",
      "[Recommended|Highly recommended|Five stars].",
      "[Keep it up|Well done].",
      "[My sister|My neighbour|A friend] has already ordered too.",
    ],
    negative: [
      "[I will not be back|Never again|I won't order here again].",
      "[Think twice|Be careful|I can't recommend it].",
      "[Please do something about it|I hope somebody reads this|Please sort it out].",
      "[Next time I will go elsewhere|There are other shops].",
      "[Two stars at most|One star and that is generous].",
      "[A pity|What a pity|Such a shame].",
    ],
    neutral: [
      "[That's all|That is about it].",
      "[We will see|Time will tell].",
      "[Maybe I will order again|I may come back].",
      "[No strong feelings either way|Three out of five].",
    ],
    mixed: [
      "[Three stars|Three out of five for now].",
      "[Fix that and I will be back|I will give you another chance].",
      "[Hope it gets better|I hope you work on it].",
      "[So I am in two minds|So a mixed bag].",
    ],
  },
  bought: [
    "[Bought|Ordered|Got] {a_product} for [the new flat|my mother|my parents|my brother's wedding|a friend's birthday].",
    "I [bought|ordered] {a_product} [here|from Latarnia] [last week|a month ago|two weeks ago|{on_day}].",
    "[My order|The order]: {product}, {amount}.",
    "{the_product} {it:was|were} a [gift|present] for my [wife|husband|parents|daughter].",
    "[We are furnishing the living room|We have just moved|I am redoing the flat] and needed {a_product}.",
  ],
  greeting: {
    ticket: [
      "[Hello|Hi|Good morning|Good afternoon|Dear Latarnia|Dear team],",
      "[Hello|Hi there|Good day|Good evening].",
      "[To whom it may concern|Dear Sir or Madam],",
    ],
    chat: [
      "[hi|hello|hey|hi there|good morning|good evening][|!|,]",
      "[hello, anyone there?|hi, quick one:|hey, is this a bot?]",
    ],
  },
  about: [
    "[I am writing about|This is about|It concerns|A question on] order [|no ]{order}.",
    "[My order number is|Order number:|Order] {order}.",
    "[I ordered|I bought] {a_product} {on_day}, order {order}.",
    "[I am a customer of yours since 2021|I bought {a_product} from you {on_day}].",
  ],
  request: {
    positive: [
      "[Just wanted to say thank you|Just wanted you to know].",
      "[Please pass it on to the team|Please pass on my thanks].",
      "[No reply needed|You need not answer].",
      "[Thanks again|Thank you once more]!",
    ],
    negative: [
      "[Please help|Please sort this out|Please look into it][| as soon as possible| today].",
      "[What can be done|What do you suggest|What happens next]?",
      "[I expect an answer|I am waiting for an answer|Please reply] [today|this week|soon|by {day}].",
      "[Please call me back|Could somebody call me].",
      "[How do you want to solve this|When will this be solved]?",
      "[Otherwise I will cancel|Otherwise I want to cancel the order].",
    ],
    neutral: [
      "[Thanks in advance|Thank you in advance|Thanks for your help].",
      "[Please let me know|I would be grateful for an answer|Please advise].",
      "[No hurry|It is not urgent].",
      "[Thank you|Thanks|Cheers]!",
    ],
    mixed: [
      "[Can you fix that|Could you look into it]?",
      "[Please check|Please have a look].",
      "[I hope this helps you|Take it as a hint].",
      "[Thanks anyway|Thank you all the same].",
    ],
  },
  farewell: [
    "[Regards|Best regards|Kind regards|Best wishes|Yours sincerely].",
    "[Have a nice day|Have a good one]!",
    "[Thanks|Thank you], [Emma|James|Laura|Peter|Sophie|Daniel|Helen|Mark].",
    "[Emma|James|Laura|Peter|Sophie|Daniel|Helen|Mark]",
  ],
  and: [", and ", ". ", ". Also, ", ", and on top of that ", ". Besides, ", "; "],
  but: [", but ", ". But ", ". However, ", ", although ", " but ", ". On the other hand, "],
  end: {
    positive: [".", ".", ".", "!", "!", "!!", " :)"],
    negative: [".", ".", ".", ".", "!", "!!", "...", " :("],
    neutral: [".", ".", "."],
    mixed: [".", ".", "...", "!"],
  },
  tag: {
    positive: [
      "[@latarnia|#latarnia|#latarnia #home|#homedecor] [👏|❤️|😊|👍|🔥|🙌]",
      "[Thanks|Thank you|Well done] @latarnia[| 😊| 👏]",
      "#[newhome|interior|happycustomer|homesweethome] [#latarnia|@latarnia]",
    ],
    negative: [
      "[@latarnia|#latarnia] [🤦|😡|😤|👎|🙄|😞]",
      "[Anyone else|Anybody else with this|Same for you], [#latarnia customers|@latarnia users]?",
      "#[fail|customerservice|neveragain|disappointed] [@latarnia|#latarnia]",
      "[Do something|Wake up|Please answer], @latarnia[| 😡| 🙄]",
    ],
    neutral: [
      "[@latarnia|#latarnia|#home|#interior]",
      "[Who knows|Anyone], @latarnia?",
      "[#latarnia|@latarnia] [🤔|🙂|👀]",
    ],
    mixed: [
      "[@latarnia|#latarnia] [🤷|😐|🤔]",
      "[@latarnia|#latarnia] [you can do better|work on it]",
      "#[latarnia|shopping] [🙃|😅]",
    ],
  },
  nothing: {
    survey: [
      "[no comment|No comments|Nothing to add|Nothing|-|n/a|none|I have nothing to add]",
      "[No particular reason|No reason|Just my feeling|Hard to say|I don't know yet]",
      "[Will see|Will tell later|Ask me in a month]",
    ],
    review: [
      "[Bought {a_product} for {amount}|{product}, as in the picture|{product}, one order so far].",
      "[Nothing to write yet|Will add more later|Too early to say].",
    ],
    ticket: [
      "[Hello|Hi|Good morning], [please call me back|please contact me|I would like to speak to somebody] about order {order}.",
      "[Please confirm that you got my message|Did you get my last message]? Order {order}.",
    ],
    chat: [
      "[hi|hello|hey|anyone there?|hello??|test]",
      "[are you there|is anybody there|hello, I have a question]",
      "[ok|ok thanks|got it|one moment|thanks, bye]",
    ],
    social: [
      "[New week, new {product}|Thinking about a new {product}|Home office day] #latarnia",
      "[Walked past|Just passed] @latarnia {in_city}",
      "[Saw the ad of|Who else follows] @latarnia?",
    ],
  },
};
