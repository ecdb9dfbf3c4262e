// English about money: payment, price, loyalty.
import type { Lines } from "../tongue.ts";

export const payment: Lines = {
  positive: [
    "paying [was quick and easy|took ten seconds|went smoothly][| with BLIK| by card| with Apple Pay]",
    "[all|plenty of] ways to pay, [even instalments|even BLIK|even cash on delivery]",
    "[the payment went through|paid] at the first try",
    "[love|I like] the one-click payment, [no typing of card numbers|card saved and done]",
    "the invoice [came|was in my inbox] right after I paid",
    "[paying in instalments|pay later] was [approved in a minute|no trouble at all]",
  ],
  negative: [
    "the payment [failed|was declined|did not go through] [three times|twice|again and again|at the last step]",
    "[could not|I couldn't|was not able to] pay by [card|BLIK|Apple Pay], [error after error|the page just froze]",
    "I was charged [twice|two times] for [one order|order {order}]",
    "the money [left my account|was taken] but the order [was cancelled|says unpaid|does not exist]",
    "the card form [threw me out|lost everything|hung] [at the last step|after the bank code]",
    "[no way to pay by|you don't take] [PayPal|Apple Pay|bank transfer], [in this day and age|seriously]",
    "[the invoice|my invoice] is [wrong|still missing|made out to someone else], asked [twice|three times]",
  ],
  neutral: [
    "I paid [by card|with BLIK|by bank transfer|on delivery]",
    "[payment by card|BLIK], as [always|usual]",
    "the payment was [booked|taken] {on_day}",
    "I [took|chose] [instalments|pay later] this time",
  ],
  question: [
    "[can I pay|is it possible to pay] [in instalments|on delivery|by bank transfer|with a gift card]?",
    "[could you send me|where do I find] the invoice for order {order}?",
    "[has|did] my payment of {amount} [arrived|come through]?",
    "[which cards|what payment methods] do you [take|accept]?",
  ],
  sarcastic: [
    "[genius|what a clever] idea: a shop where you [cannot pay|need four tries to pay]",
    "[how generous|so kind] of you to charge my card twice",
  ],
};

export const price: Lines = {
  positive: [
    "[good|great|very good|excellent] value for money",
    "{amount} for {it:this|these} {product} is a [bargain|steal|fair price]",
    "[cheaper|a lot cheaper|noticeably cheaper] than [elsewhere|in other shops|the competition]",
    "bought {a_product} [on sale|in the promotion], {percent} off, [very pleased|happy about that]",
    "prices are [fair|reasonable|quite decent|more than ok]",
    "[free shipping above 100 PLN|free delivery] makes it [even cheaper|a good deal]",
  ],
  negative: [
    "[far|much|way] too expensive [for what it is|lately|for ordinary people]",
    "{amount} for {a_product} is [a joke|too much|robbery|hard to justify]",
    "prices went up [by {percent}|again|every month] and [nobody says why|nothing got better]",
    "a day after I ordered the price [dropped by {percent}|fell by {fee}]",
    "saw the same thing [elsewhere|in another shop|on the internet] for {fee} less",
    "the '{percent} off' is [fake|a trick], the price was raised [a week before|first]",
    "shipping for {fee} [kills the deal|is a rip-off|makes it pointless]",
  ],
  neutral: [
    "prices are [average|like everywhere|comparable]",
    "I paid {amount}[| for it| with shipping]",
    "[the price was|it cost] {amount}",
    "neither cheap nor expensive",
  ],
  question: [
    "[is|will] the price of {amount} [final|valid until {day}|the same in the shop]?",
    "[when is|will there be] the next [sale|promotion]?",
    "[how much is|what does] shipping [for {a_product}|to Berlin][| cost]?",
    "do you [match prices|have a discount for larger orders|give {percent} off for companies]?",
  ],
  sarcastic: [
    "{amount}? [for that money I expect it to cook dinner too|a real bargain for millionaires]",
    "[thank you for|love] the 'sale' that is {fee} dearer than last week",
  ],
};

export const loyalty: Lines = {
  positive: [
    "[I like|love|great] the loyalty card, [points add up quickly|got {fee} off this time]",
    "used my points and [saved {fee}|paid {fee} less]",
    "[the birthday coupon|the {percent} voucher for regulars] was a [nice touch|lovely surprise]",
    "[the club|being in the club] [really pays off|is worth it], [free shipping|early sales] included",
    "[points were credited|my points were there] [at once|right after the order]",
    "[good to see|nice] that regular customers get something back",
  ],
  negative: [
    "my points [expired|vanished|disappeared] [overnight|without a warning|last month]",
    "[no points were credited|the points never came] for order {order}",
    "[the loyalty programme|the club] is [a joke|pointless|only there to collect data]",
    "the voucher [does not work|is rejected at the till|cannot be used on sale items]",
    "you need [a thousand|5,000] points to get {fee}, [really|come on]",
    "new customers get {percent} off and [I as a regular get nothing|loyal ones get zero]",
    "the card could not be [scanned|found] [again|for the third time]",
  ],
  neutral: [
    "I have [had the loyalty card|been in the club] for a year",
    "I have [about 300|some|a few] points on my card",
    "I [used|did not use] my points this time",
    "[signed up|registered] for the club {on_day}",
  ],
  question: [
    "[how many points|how much] do I have on my [card|account]?",
    "[when do|do] my points expire?",
    "[can I use|how do I use] [the voucher|my points] [online|in the shop]?",
    "[how do I join|how can I sign up for] the club?",
  ],
  sarcastic: [
    "[wow|fantastic], 3 points for {amount}, [I'll retire early|my grandchildren will get a mug]",
    "[thanks for|love] the voucher that is valid on nothing",
  ],
};
