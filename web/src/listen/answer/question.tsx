// The question of a survey on its scale, and the comment that follows: what a customer sees, and its preview.
import { Box, Textarea } from "@mantine/core";
import { useId } from "react";
import type { SurveyTexts } from "#contract";
import classes from "./question.module.css";

/** Longer scales stand in two lines on a phone. */
const one_line = 7;

interface QuestionProps {
  readonly texts: SurveyTexts;
  readonly scores: readonly number[];
  readonly score: number | null;
  readonly comment: string;
  readonly onScore: (score: number) => void;
  readonly onComment: (comment: string) => void;
}

/** Plain radio buttons underneath: arrow keys move along the scale, and its ends are told to who cannot see them. */
export function Question({ texts, scores, score, comment, onScore, onComment }: QuestionProps) {
  const id = useId();
  const columns = {
    "--columns": String(scores.length),
    "--columns-narrow": String(scores.length > one_line ? Math.ceil(scores.length / 2) : scores.length),
  };
  const meaning = (each: number) => (each === scores[0] ? texts.low : each === scores.at(-1) ? texts.high : "");
  return (
    <div className={classes.question}>
      <fieldset className={classes.scale}>
        <legend className={classes.text}>{texts.question}</legend>
        <Box className={classes.scores ?? ""} __vars={columns}>
          {scores.map((each) => (
            <label key={each} className={`${classes.score} k-number`}>
              <input
                type="radio"
                name={id}
                value={each}
                checked={score === each}
                aria-label={[String(each), meaning(each)].filter((part) => part !== "").join(": ")}
                onChange={() => onScore(each)}
              />
              <span aria-hidden>{each}</span>
            </label>
          ))}
        </Box>
        <div className={classes.ends} aria-hidden>
          <span>{texts.low}</span>
          <span>{texts.high}</span>
        </div>
      </fieldset>
      {score !== null && texts.follow_up.trim() !== "" && (
        <Textarea
          mt="lg"
          size="md"
          label={texts.follow_up}
          value={comment}
          maxLength={2_000}
          autosize
          minRows={3}
          maxRows={8}
          onChange={({ currentTarget: { value } }) => onComment(value)}
        />
      )}
    </div>
  );
}
