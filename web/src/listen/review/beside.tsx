// Two records beside each other, their differences marked by sign, word and underlined letters.
import { Group, Text, VisuallyHidden } from "@mantine/core";
import { CircleDashed, Equal, EqualApproximately, type LucideIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldMark, ReviewField, ReviewPairWhole } from "#contract";
import { PageLink } from "../../ui/link.tsx";
import { difference, type Piece } from "./difference.ts";
import classes from "./review.module.css";

const signs = {
  equal: { icon: Equal, color: "var(--k-good)" },
  close: { icon: EqualApproximately, color: "var(--k-warn)" },
  different: { icon: X, color: "var(--k-bad)" },
  missing: { icon: CircleDashed, color: "var(--k-muted)" },
} as const satisfies Record<FieldMark, { icon: LucideIcon; color: string }>;

function Mark({ mark }: { readonly mark: FieldMark }) {
  const { t } = useTranslation("review");
  const { icon: Icon, color } = signs[mark];
  return (
    <Group gap={5} wrap="nowrap" c={color}>
      <Icon size={15} aria-hidden />
      <Text span size="sm">
        {t(`mark.${mark}`)}
      </Text>
    </Group>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  const keyed = pieces.map((piece, index) => ({ ...piece, key: `${index}` }));
  return keyed.map(({ key, text, same }) =>
    same ? (
      <span key={key}>{text}</span>
    ) : (
      <mark key={key} className={classes.differs}>
        {text}
      </mark>
    ),
  );
}

interface ValuesProps {
  readonly values: readonly string[];
  /** The only value in pieces, where its letters are compared. */
  readonly pieces: readonly Piece[] | undefined;
}

function Values({ values, pieces }: ValuesProps) {
  const { t } = useTranslation("review");
  if (values.length === 0) return <span className={classes.nothing}>{t("nothing")}</span>;
  if (pieces !== undefined) return <Pieces pieces={pieces} />;
  return values.map((value) => (
    <span key={value} className={classes.line}>
      {value}
    </span>
  ));
}

interface RowProps {
  readonly field: ReviewField;
  readonly masked: boolean;
}

function Row({ field, masked }: RowProps) {
  const { t, i18n } = useTranslation("review");
  const { name, left, right, mark } = field;
  const [one] = left;
  const [other] = right;
  const lettered = mark === "close" && !masked && left.length === 1 && right.length === 1;
  const both = lettered && one !== undefined && other !== undefined ? difference(one, other) : undefined;
  return (
    <tr>
      <th scope="row">{i18n.exists(`review:field.${name}`) ? t(`field.${name}`) : name}</th>
      <td>
        <Values values={left} pieces={both?.left} />
      </td>
      <td>
        <Values values={right} pieces={both?.right} />
      </td>
      <td className={classes.place}>
        <Mark mark={mark} />
      </td>
    </tr>
  );
}

export function Beside({ pair }: { readonly pair: ReviewPairWhole }) {
  const { t } = useTranslation("review");
  return (
    <table className={classes.fields} aria-label={t("beside")}>
      <thead>
        <tr>
          <th scope="col" className={classes.name}>
            {t("column.field")}
          </th>
          <th scope="col">
            <PageLink to={`/customers/${pair.left}`}>{t("column.left")}</PageLink>
          </th>
          <th scope="col">
            <PageLink to={`/customers/${pair.right}`}>{t("column.right")}</PageLink>
          </th>
          <th scope="col" className={classes.mark}>
            <VisuallyHidden>{t("column.mark")}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {pair.fields.map((field) => (
          <Row key={`${field.kind} ${field.name}`} field={field} masked={pair.masked} />
        ))}
      </tbody>
    </table>
  );
}
