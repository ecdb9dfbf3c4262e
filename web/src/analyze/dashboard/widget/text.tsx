// A text: paragraphs, and headings where a line begins with #.
import classes from "../dashboard.module.css";

/** Headings and paragraphs in order; lines of one paragraph stay lines. */
export function blocksOf(text: string): { readonly heading: boolean; readonly text: string }[] {
  return text
    .split(/\n\s*\n|\n(?=#)|(?<=^#.*)\n/m)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) =>
      block.startsWith("#") ? { heading: true, text: block.replace(/^#+\s*/, "") } : { heading: false, text: block },
    );
}

export function TextBody({ text }: { readonly text: string }) {
  return (
    <div className={classes.text}>
      {blocksOf(text).map((block) =>
        block.heading ? <h3 key={block.text}>{block.text}</h3> : <p key={block.text}>{block.text}</p>,
      )}
    </div>
  );
}
