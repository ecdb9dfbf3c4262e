// English about people and places: staff, support, store.
import type { Lines } from "../tongue.ts";

export const staff: Lines = {
  positive: [
    "[|the shop assistant ]{staff} was [very helpful|so kind|extremely patient] and [found everything I needed|explained it all]",
    "[friendly|kind|competent|smiling] [staff|sales people], [you feel welcome|a pleasure]",
    "[big thanks to|many thanks to|kudos to] {staff}[| from the lighting department] for [the advice|all the help]",
    "the [assistant|young man|lady] at the [till|entrance|furniture section] [went out of {who:his|her} way|really knew {who:his|her} stuff]",
    "[they|the staff] [helped carry it to the car|took the time to measure everything with me]",
    "[nobody pushed me|no pushy selling], just [good|honest] advice from the sales people",
  ],
  negative: [
    "the [assistant|salesperson|cashier] was [rude|bored|annoyed that I asked|more interested in {who:his|her} phone]",
    "[nobody|not one of the staff] [wanted to help|had a clue|knew where anything was]",
    "had to [look for|chase] a shop assistant for {minutes} minutes",
    "[the man|the lady] at the till [rolled {who:his|her} eyes|shouted at me|ignored me completely]",
    "the seller [talked me into|sold me] the wrong {product}",
    "[staff without any training|clueless staff|unfriendly staff], [sad to see|that has to change]",
  ],
  neutral: [
    "[a shop assistant|a salesman] [served me|showed me the shelf]",
    "the staff [were busy|were neither friendly nor unfriendly]",
    "I [was served by|talked to] {staff}",
    "there were [two|three] shop assistants on the floor",
  ],
  question: [
    "[does {staff} still work with you|is {staff} working {on_day}]?",
    "[can|could] one of your [designers|advisers] [call me|come to my home]?",
    "[who of your sales people|which of your staff] [knows about|can advise me on] {the_product}?",
  ],
  sarcastic: [
    "[special thanks|a medal] to the assistant who [pointed at the ceiling|hid behind the shelf] when I asked",
    "[so sorry|my apologies] to your staff for disturbing their coffee break",
  ],
};

export const support: Lines = {
  positive: [
    "customer service [answered|replied] [within minutes|in {minutes} minutes|the same hour]",
    "the hotline [solved it at once|sorted it out in one call|was really helpful]",
    "[called|wrote to] support and [they sent a new one|it was fixed the same day|they apologised]",
    "[the lady|{staff}] on the [phone|chat] was [patient|kind|great] and {who:he|she} [solved my problem|called back as promised]",
    "[excellent|outstanding|first-class] support[|, a real person and no robot]",
    "[they took my complaint seriously|my complaint was handled] [quickly|without fuss]",
  ],
  negative: [
    "[nobody answers|no one picks up] the phone, waited {minutes} minutes [in the queue|with that awful music]",
    "[wrote|I wrote] [three|two|four] e-mails to customer service and got [no reply|not a word back] [in {days} days|so far]",
    "support [keeps sending|answers with] [copy and paste replies|the same canned answer]",
    "the chat bot [does not understand anything|goes round in circles] and [there is no human|no way to reach a person]",
    "the hotline [hung up on me|cut me off|sent me from one person to the next]",
    "every agent tells me [something different|a different story]",
    "my ticket was closed [without an answer|although nothing was solved]",
  ],
  neutral: [
    "I [called the hotline|wrote to support] {on_day}",
    "[talked to|was in touch with] customer service [once|twice]",
    "support [asked for|wanted] [photos|the order number]",
    "they answered [by e-mail|after a day], [that's normal|as usual]",
  ],
  question: [
    "[when is|until when is] the hotline [open|reachable] {on_day}?",
    "[can I talk to|please connect me with] a [real person|human]?",
    "[what is|where do I find] your [phone number|support e-mail]?",
    "[has anyone looked at|any news on] my ticket from {day}?",
  ],
  sarcastic: [
    "[lovely music|I know the song by heart], {minutes} minutes on hold [really fly by|well spent]",
    "[thank you|thanks] for the automatic reply, it [warmed my heart|solved nothing beautifully]",
  ],
};

export const store: Lines = {
  positive: [
    "the shop {in_city} is [lovely|beautiful|bright and tidy|well arranged]",
    "[I like|love] [visiting|browsing in] the shop {in_city}, [you can touch everything|great atmosphere]",
    "[no queue|hardly any queue], [easy parking|clear signs|in and out in ten minutes]",
    "the [new|rebuilt] store {in_city} [is great|looks fantastic]",
    "[picking up|collecting] my order in the shop took [two minutes|no time]",
    "[the showrooms|the arranged rooms] in the store [give good ideas|are an inspiration]",
  ],
  negative: [
    "the queue at the tills {in_city} was {minutes} minutes, [only one was open|for two people]",
    "the shop {in_city} is [a mess|dirty|too dark|cramped|impossible to find your way in]",
    "[no parking|nowhere to park|the car park is always full] at the store {in_city}",
    "the shop [was closed|closed early] {on_day} although the [page|door] says otherwise",
    "[prices are missing on half the shelves|empty shelves everywhere] in the shop {in_city}",
    "the store {in_city} is [so loud|so crowded|so hot] that [I left|you want to leave]",
  ],
  neutral: [
    "I [was in|visited|bought it in] the shop {in_city}",
    "the store {in_city} is [in the centre|next to the station|on two floors]",
    "[collected|picked up] the order in the shop {on_day}",
    "[the shop has been moved|the shop is being rebuilt]",
  ],
  question: [
    "[is|will] the shop {in_city} [be |]open {on_day}?",
    "[is there|do you have] {a_product} in the shop {in_city}[| to look at]?",
    "[until when|from when] is the store {in_city} open?",
    "[is there parking|can I park] at the shop {in_city}?",
  ],
  sarcastic: [
    "[one open till for the whole of|a single cashier for all of] the shop, [what a plan|time for a nap in the queue]",
    "[adventure shopping|an escape room], that is your store {in_city}, [took {minutes} minutes to find the exit|bring a compass]",
  ],
};
