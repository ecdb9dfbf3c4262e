// What a site puts into its pages: loads the SDK without holding the page up, and keeps the calls made until then.

/** Options that a page can write down; functions need the module. */
export type SnippetOptions = Readonly<Record<string, string | number | boolean>>;

/**
 * The HTML for a site's pages, to stand early in the head: `kompas.track(…)` works right after it. `host` is the address
 * of Kompas, without a slash at the end.
 */
export function snippet(host: string, writeKey: string, options: SnippetOptions = { trackPages: true }): string {
  // A closing tag in a text would end the script.
  const told = JSON.stringify({ writeKey, host, ...options }).replace(/</g, "\\u003c");
  return `<script>
!function(w,d,o){var k=w.kompas=w.kompas||[];if(k.options)return;k.options=o;
"page track identify group alias reset consent flush".split(" ").forEach(function(m){
k[m]=function(){k.push([m,[].slice.call(arguments),Date.now()])}});
var s=d.createElement("script");s.async=!0;s.src=o.host+"/sdk/kompas.js";d.head.appendChild(s)
}(window,document,${told});
</script>`;
}
