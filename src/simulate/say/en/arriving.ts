// English about what comes and goes back: delivery, packaging, returns.
import type { Lines } from "../tongue.ts";

export const delivery: Lines = {
  positive: [
    "the parcel [arrived|came|was here] [a day early|the very next day|sooner than promised|in {few} {few:day|days}]",
    "delivery was [very|really|super|surprisingly] [quick|fast|prompt]",
    "ordered [in the evening|at lunchtime|{on_day}] and the courier was at my door [the next morning|a day later]",
    "the courier [called ahead|rang before he came|was on time] and [carried it up to the third floor|was very polite]",
    "[shipped|sent out] [the same day|within hours], I could follow the parcel [all the way|on the map]",
    "[tracking worked to the minute|the delivery window was kept to the minute]",
    "{the_product} came exactly [on the day I chose|{on_day} as promised]",
    "I [love|like] that I can choose the parcel locker, it was there in {few} {few:day|days}",
  ],
  negative: [
    "the parcel [took|needed] {days} days [instead of two|although three were promised|to get here]",
    "[still waiting for|I am still waiting for|where is] my {product}, it is day {days}",
    "the courier [never rang|did not even ring the bell|did not call] and [left a note|took the parcel back|wrote that nobody was home]",
    "[they moved the delivery date|the delivery date was moved] [twice|three times|again and again] [without telling me|with no explanation]",
    "tracking [has not moved for {days} days|says 'in transit' since {day}|shows nothing at all]",
    "my order was [delivered to the wrong address|left at some neighbour's|left outside in the rain]",
    "[waited|I waited|stayed at home] the whole day {on_day} and nobody came",
    "delivery is [so|painfully|terribly|far too] slow [these days|lately|in our region|compared to last year]",
    "half of the order [is missing|did not arrive|got lost on the way]",
  ],
  neutral: [
    "it [took|was delivered in] {few} {few:day|days}[| by courier| to a parcel locker]",
    "the parcel came {on_day}, [as stated|within the stated time]",
    "[I picked it up from the parcel locker|I chose the courier this time]",
    "delivery [was neither fast nor slow|was as everywhere else]",
  ],
  question: [
    "when will my {product} [arrive|be delivered]?",
    "[can I change|is it possible to change] the delivery address [of order {order}|before it ships]?",
    "do you deliver [{on_day}|on Saturdays|in the evening|to the islands|to Germany]?",
    "[which courier brings|who delivers] order {order}?",
    "[can I get|could I have] a tracking number [for my order|please]?",
  ],
  sarcastic: [
    "[great job|bravo|well done], my parcel has been 'almost there' for {days} days",
    "[lightning fast delivery|express delivery at its best], only {days} days for 10 kilometres",
    "[I just love|what a joy] sitting at home all day for a courier who does not come",
  ],
};

export const packaging: Lines = {
  positive: [
    "everything was [well|very carefully|beautifully|safely] [packed|wrapped]",
    "{the_product} came in a [sturdy|solid|strong] box with [plenty of|lots of] padding, not a scratch",
    "[nice|lovely] wrapping[|, it looked like a gift|, almost too good to open]",
    "[no plastic at all|paper instead of plastic], [I like that|big plus|finally]",
    "even the glass [survived|came whole] because it was [wrapped so well|packed in three layers]",
    "the box [is easy to open|opens without a knife] and [can be used again|fits the return too]",
  ],
  negative: [
    "the box was [crushed|torn|soaked|half open|held together with tape]",
    "[hardly any|no|not a bit of] padding inside, {the_product} {it:was|were} just rolling around",
    "{the_product} came in a [huge|gigantic] box [full of air|stuffed with plastic]",
    "the wrapping was [torn|dirty|damaged] and [I could see the contents|you could see right through it]",
    "[so much|far too much|a mountain of] plastic [for one small thing|wrap], [who needs that|it's 2024]",
    "packed so [badly|carelessly|sloppily] that the [corner|edge|handle] got [dented|scratched|chipped]",
    "it took me {minutes} minutes and a knife to get through the tape",
  ],
  neutral: [
    "it came in a [plain|grey|brown] cardboard box",
    "[packed in paper and foil|the box was of medium size]",
    "[standard wrapping|the usual box], [nothing more|as always]",
    "{the_product} came in two boxes",
  ],
  question: [
    "can you [wrap it as a gift|gift wrap order {order}]?",
    "[how big is the box|what are the dimensions of the box] of the {product}?",
    "[can I leave the box with the courier|do you take old boxes back]?",
    "[is the box|is the wrapping] [recyclable|made of paper]?",
  ],
  sarcastic: [
    "[wonderful|brilliant] idea to ship glass in a paper bag",
    "[thank you for|love] the origami that used to be a box",
  ],
};

export const returns: Lines = {
  positive: [
    "[returning it|sending it back|the return] was [easy|simple|painless|a breeze]",
    "got my money back [within|in] {few} {few:day|days} [of sending it back|after the return]",
    "[exchanged|swapped] {the_product} for another colour [without any questions|in five minutes|on the spot]",
    "the return label was in the box, [just stick it on|dropped it in the locker and done]",
    "[the refund came|I was refunded] [faster than I expected|before they even unpacked it]",
    "[60 days to return something|such a long time for returns] is [very fair|great|really customer friendly]",
  ],
  negative: [
    "I sent {the_product} back {days} days ago and [still have no refund|the money is still not here]",
    "[returning something here is|the return was|sending it back was] [a nightmare|an ordeal|far too complicated]",
    "they [refused|rejected|turned down] my return because [the box was opened|of a missing sticker|a tag was gone]",
    "I had to pay {fee} for the return [label|shipping] [myself|although the mistake was theirs]",
    "the return form [asks for everything but my shoe size|is three pages long|cannot be printed]",
    "[only part of the money was refunded|they refunded {fee} less than I paid] after the return",
    "my complaint about the {product} was [closed|turned down] [without a word|without an inspection]",
  ],
  neutral: [
    "I sent [it|one thing] back, [the size was wrong|it did not match]",
    "the return [took|needed] {few} {few:day|days}",
    "returns go [through the parcel locker|by courier or to the shop]",
    "I exchanged my {product} for [something bigger|a smaller size|a lighter colour]",
  ],
  question: [
    "how [can|do] I [return|send back] {the_product}[|, the colour does not match]?",
    "[how many days|how long] do I have to return [it|order {order}]?",
    "[can I return|is it possible to return] it in the shop {in_city}?",
    "when [will|do] I get the refund [for order {order}|for the return]?",
  ],
  sarcastic: [
    "[kudos|respect] for a return form that [outlasts my marriage|needs a law degree]",
    "[super|wonderful], my refund is taking a gap year, day {days} already",
  ],
};
