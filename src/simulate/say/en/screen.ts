// English about screens: app, website.
import type { Lines } from "../tongue.ts";

export const app: Lines = {
  positive: [
    "the app is [great|very handy|quick|a pleasure to use]",
    "[I order everything|I do all my orders] in the app, [two taps and done|so convenient]",
    "[love|like] the [wish list|room preview|scanner] in the app",
    "the new version of the app is [much better|faster|finally usable]",
    "[the app remembers everything|notifications in the app are useful], [no spam|just what I need]",
    "the app [shows the room with the furniture in it|found {a_product} by a photo], [brilliant|so clever]",
  ],
  negative: [
    "the app [crashes|freezes|closes] [every time I open the basket|all the time|since the update|at login]",
    "[cannot log in|it logs me out] in the app [any more|every day|since {day}]",
    "the app is [slow|full of bugs|confusing|unusable on my phone]",
    "[since the last update|after the update] the app [shows a white screen|lost my wish list|eats the battery]",
    "[too many|ten a day, far too many] notifications from the app, [deleted it|uninstalled]",
    "the app [does not show|hides] my [orders|basket], [useless|what is it for]",
  ],
  neutral: [
    "I [ordered|looked at it] in the app",
    "I [installed|updated] the app {on_day}",
    "the app [is like others|has a dark mode]",
    "[using the app on a tablet|I have the Android app]",
  ],
  question: [
    "[is there|do you have] [an app for tablets|a dark mode in the app]?",
    "[how do I|where can I] [turn off notifications|change my password|delete my account] in the app?",
    "[which|what] phones does the app [support|run on]?",
  ],
  sarcastic: [
    "[hats off|congrats] to the app developers, it now crashes [twice as fast|even before it opens]",
    "[the app is a great way to practise patience|I love looking at the loading circle in your app]",
  ],
};

export const website: Lines = {
  positive: [
    "the website is [clear|easy to use|fast|well made], [found it in a minute|everything in its place]",
    "[good photos|honest descriptions|helpful filters] on the [site|page]",
    "[easy|very easy|child's play] to order on the website",
    "the search on your site [finds what I mean|works really well]",
    "[I like|love] the [new design of the page|reviews with photos on the site]",
    "[everything on the site is explained|measurements are on the page], [no guessing|very useful]",
  ],
  negative: [
    "the website is [slow|confusing|down again|a maze], [pages take forever to load|gave up twice]",
    "the basket on the site [emptied itself|lost my things|shows an error]",
    "[filters|the search] on your [site|page] [don't work|find everything but what I need|are useless]",
    "[wrong measurements|no dimensions|three blurry photos] on the product page",
    "the site says [in stock|available] and [after the order|a day later] [it was not|they cancel]",
    "[pop-ups|cookie banners|ads] [all over the page|every two clicks], [unbearable|I closed it]",
    "the page [does not work|jumps around] [on my phone|in Firefox|on a tablet]",
  ],
  neutral: [
    "I [ordered|looked around|found it] on the website",
    "the [site|page] [looks like before|has a new colour]",
    "[I read the reviews|I compared a few things] on the site first",
    "the website [is in three languages|opened without trouble]",
  ],
  question: [
    "[where on the website|where on your page] do I find [the manual|the size table|my old orders]?",
    "[why does|does] the [site|page] [show another price|ask me to log in] [today|every time]?",
    "[can I|how do I] change my [e-mail|address|password] on the website?",
  ],
  sarcastic: [
    "[I adore|what a thrill] your website: [ten clicks to find a pillow|each page a surprise, mostly error 500]",
    "[great|clever] trick to empty my basket, [saved me {amount}|my wallet says thanks]",
  ],
};
