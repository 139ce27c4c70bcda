/** What a reader chose: all of it stands in the address, so that the address can be sent to somebody. */
export interface State {
  readonly focus: string;
  readonly more: readonly string[];
  readonly limit: number;
  readonly theme: string;
  readonly practice: string;
  readonly country: string;
  readonly region: string;
  readonly kind: string;
  readonly grade: string;
  readonly partner: string;
  readonly stage: string;
  readonly asOf: string;
  /** The two cities between which the way is shown. */
  readonly from: string;
  readonly to: string;
  /** Only as knowledge can have travelled. */
  readonly inTime: boolean;
  readonly selected: string;
}

/** About as many items as a person can take in. */
export const USUAL = 60;
/** The most that a picture shows. */
export const MOST = 5000;

export const FILTERS = ["theme", "practice", "country", "region", "kind", "grade", "partner", "stage"] as const;

export function stateOf(query: URLSearchParams): State {
  const told = (name: string): string => query.get(name)?.trim() ?? "";
  return {
    focus: told("focus"),
    more: told("more").split(",").filter(Boolean),
    limit: /^\d{1,4}$/.test(told("limit")) ? Number(told("limit")) : USUAL,
    theme: told("theme"),
    practice: told("practice"),
    country: told("country"),
    region: told("region"),
    kind: told("kind"),
    grade: told("grade"),
    partner: told("partner"),
    stage: told("stage"),
    asOf: told("as_of"),
    from: told("from"),
    to: told("to"),
    inTime: told("respect_time") === "true",
    selected: told("selected"),
  };
}

/** The query of a state; `kept` are parameters that are not ours, such as the revision that is looked at. */
export function queryOf(state: State, kept: URLSearchParams): URLSearchParams {
  const ours: Record<string, string> = {
    focus: state.focus,
    more: state.more.join(","),
    limit: state.limit === USUAL ? "" : String(state.limit),
    theme: state.theme,
    practice: state.practice,
    country: state.country,
    region: state.region,
    kind: state.kind,
    grade: state.grade,
    partner: state.partner,
    stage: state.stage,
    as_of: state.asOf,
    from: state.from,
    to: state.to,
    respect_time: state.inTime ? "true" : "",
    selected: state.selected,
  };
  const query = new URLSearchParams();
  for (const [name, value] of kept) if (!(name in ours)) query.append(name, value);
  for (const [name, value] of Object.entries(ours)) if (value) query.set(name, value);
  return query;
}

/** The last day of a day, month or year: what was so by then. Empty for what is none of these. */
export function lastDay(asOf: string): string {
  if (/^\d{4}$/.test(asOf)) return `${asOf}-12-31`;
  const month = /^(\d{4})-(\d{2})$/.exec(asOf);
  if (month) {
    const days = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).getUTCDate();
    return `${asOf}-${String(days).padStart(2, "0")}`;
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : "";
}
