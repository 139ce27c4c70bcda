/** What the service sends of a network: visualisations/network_data.py says what each field means. */
export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly detail: string;
  readonly country: string | null;
  readonly x: number;
  readonly y: number;
  /** Degrees, of cities whose place is known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Link {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly learning: string | null;
  readonly label: string;
  readonly says: string;
  readonly record: string;
  readonly evidence: readonly string[];
  readonly grade: string | null;
  readonly subjects: readonly string[];
  readonly day: string | null;
  /** Institutions that had a part in it. */
  readonly partners: readonly string[];
  /** Of what came of it, oldest first, each with the day by which it was certainly so. */
  readonly stages: readonly (readonly [string | null, string])[];
}

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly string[];
}

export type Look = { readonly label: string; readonly colour: string; readonly shape: string };

export interface NetworkData {
  readonly items: readonly Item[];
  readonly links: readonly Link[];
  readonly choices: { readonly countries: readonly Choice[]; readonly regions: readonly Choice[] };
  readonly looks: Readonly<Record<string, Look>>;
  readonly total: number;
  readonly revision: number;
  readonly loaded: string;
  readonly audience: string;
  readonly notes: readonly string[];
}

/** Whether a link runs from who shared to who learned. */
export const isLearning = (link: Link): boolean => link.kind === "flow";
