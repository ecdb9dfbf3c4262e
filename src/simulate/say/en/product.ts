// English about the goods: quality, selection.
import type { Lines } from "../tongue.ts";

export const quality: Lines = {
  positive: [
    "{the_product} {it:is|are} [very|really|extremely] well made",
    "the quality is [great|excellent|top|better than I hoped|well above the price class]",
    "{the_product} {it:looks|look} [even better than in the photos|lovely in our living room|just like in the picture]",
    "[solid|sturdy|heavy] material, [nothing wobbles|no loose screws|feels like it will last]",
    "[using it|had it] for [three months|half a year|a year] now and [not a scratch|still like new]",
    "[assembled|put together] in {minutes} minutes, every screw [fitted|was there]",
    "my [wife|husband|mother|cat|daughter] [loves|adores] the {product}",
  ],
  negative: [
    "{the_product} broke after [a week|two days|a month|the first wash]",
    "the quality is [poor|terrible|a disappointment|not what it used to be|awful]",
    "{the_product} {it:wobbles|wobble}, {it:creaks|creak} and {it:looks|look} [cheap|nothing like the photo]",
    "the colour is [nothing like|completely different from|much darker than] the [photo|picture]",
    "[one leg|the handle|a screw|the cable] [came off|was missing|was broken] [on day one|after a week]",
    "[scratches|dents|stains] on the [surface|front|side] [right out of the box|from the start]",
    "[smells|stinks] of [glue|plastic|chemicals] even after [a week|airing it for days]",
    "the [fabric|paint|coating] [is peeling|came off|faded] [already|after a few weeks]",
  ],
  neutral: [
    "the quality is [average|okay|ordinary|what you'd expect for {amount}]",
    "{the_product} {it:does|do} what {it:it|they} should",
    "{the_product} {it:is|are} a bit [smaller|bigger|darker] than I thought, [fine either way|no matter]",
    "[made of|the material is] [wood and metal|cotton|steel]",
  ],
  question: [
    "what {it:is|are} the {product} made of?",
    "[can|may] the {product} go [in the dishwasher|outdoors|in the bathroom]?",
    "[how long is|is there] the guarantee [on|for] the {product}?",
    "[how heavy {it:is|are}|how much weight can {it:it|they} take,|how big {it:is|are}] the {product}?",
  ],
  sarcastic: [
    "[top quality|a masterpiece]: {the_product} lasted [a whole week|almost until dinner]",
    "[congratulations|bravo], first time I got a puzzle instead of {a_product}",
  ],
};

export const selection: Lines = {
  positive: [
    "[huge|great|wide|wonderful] choice, [I found everything|something for every room]",
    "[finally|at last] a shop that has {a_product} in [my size|more than one colour|every colour]",
    "[lots of|so many] [patterns|styles|colours] to choose from",
    "the new [autumn|spring|Scandinavian|kitchen] collection is [gorgeous|lovely|right up my street]",
    "[always|every time I look there is] something new[| and interesting]",
    "found [exactly|just] the {product} I had [been looking for for months|seen in a magazine]",
  ],
  negative: [
    "[hardly anything|almost nothing] in stock, [half of what I wanted|everything I want] is sold out",
    "{the_product} [{it:is|are}|{it:has|have} been] sold out [for weeks|everywhere|again]",
    "[poor|very small|boring] choice of [colours|sizes|patterns], [all grey|only beige]",
    "the range [shrinks|gets smaller] every [year|season]",
    "[why|I wonder why] you dropped [the old series|my favourite line|the oak version]",
    "[always the same|nothing new], the selection has not changed [for two years|since spring]",
    "you only have {a_product} in [white|one size], [useless to me|what is the point]",
  ],
  neutral: [
    "the choice is [average|normal|like in other shops]",
    "[looked at|compared] several models before I took {it:this|these} {product}",
    "I was looking for {a_product} and [took|found] the third one",
    "[the range has kitchen and bedroom things|there are about ten kinds]",
  ],
  question: [
    "[will|when will] the {product} be back in stock?",
    "do you have {a_product} in [oak|blue|a larger size|white|another colour]?",
    "[is there|are there plans for] a new [kitchen|garden|children's] collection?",
    "[can I order|is it possible to order] {a_product} made to measure?",
  ],
  sarcastic: [
    "[fifty shades of grey|any colour as long as it is beige], [what a choice|so exciting]",
    "[impressive|amazing] range of things that are not in stock",
  ],
};
