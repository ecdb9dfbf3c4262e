// The sentence of a condition on the screen: one line when it is short, an indented list when it is long.
import { useTranslation } from "react-i18next";
import type { Condition } from "#contract";
import classes from "./condition.module.css";
import { type Phrase, phraseOf, sentenceOf } from "./sentence.ts";
import { useWords } from "./vocabulary.ts";

/** Beyond this a sentence is a list. */
const long = 180;

function Part({ phrase }: { readonly phrase: Phrase }) {
  const { t } = useTranslation("condition");
  if (phrase.is === "leaf") return <>{phrase.negated ? t("not", { text: phrase.text }) : phrase.text}</>;
  const numbered = phrase.of.map((part, index) => ({ part, index }));
  return (
    <>
      {t(`${phrase.negated ? "not_" : ""}${phrase.is}_of`)}
      <ul>
        {numbered.map(({ part, index }) => (
          <li key={index}>
            <Part phrase={part} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A function that says a condition in one line. */
export function useSentence(): (condition: Condition) => string {
  const words = useWords();
  return (condition) => sentenceOf(words, condition);
}

export function Sentence({ condition }: { readonly condition: Condition }) {
  const { t } = useTranslation("condition");
  const words = useWords();
  const text = sentenceOf(words, condition);
  const phrase = phraseOf(words, condition);
  return (
    <div className={classes.sentence} data-testid="sentence">
      {text.length <= long || phrase.is === "leaf" ? (
        text
      ) : (
        <>
          {t("outline")} <Part phrase={phrase} />
        </>
      )}
    </div>
  );
}
