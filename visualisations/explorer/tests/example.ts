import type { NetworkData } from "../src/model";

/** Three cities and a ministry; two parallel flows from Arda to Bela, one from Bela to Dalma, and support. */
export const DATA: NetworkData = {
  items: [
    { id: "city:arda", kind: "city", name: "Arda", detail: "City in Jordan", country: "country:jo", x: 0, y: 0, latitude: 31.95, longitude: 35.93 },
    { id: "city:bela", kind: "city", name: "Bela", detail: "City in Tunisia", country: "country:tn", x: 100, y: 0, latitude: 36.8, longitude: 10.18 },
    { id: "city:dalma", kind: "city", name: "دلما", detail: "City in Morocco", country: "country:ma", x: 200, y: 50, latitude: 34.03, longitude: -5 },
    { id: "institution:interior", kind: "institution", name: "Ministry", detail: "Ministry in Morocco", country: "country:ma", x: 200, y: 150, latitude: null, longitude: null },
  ],
  links: [
    link(0, 1, { record: "flow:one", learning: "inspired", day: "2024-02-29", grade: "C", partners: ["institution:hub"], stages: [[null, "requested"], ["2024-02-29", "piloting"], ["2025-02-01", "adopted"]] }),
    link(0, 1, { record: "flow:two", learning: "exposed", day: null, grade: "B" }),
    link(1, 2, { record: "flow:three", learning: "adapted", day: "2025-06-30", grade: null, subjects: ["practice:watch"] }),
    link(3, 2, { record: "implementation:council", kind: "support", learning: null, day: "2025-01-01", grade: "D", partners: ["institution:hub", "institution:interior"], stages: [[null, "paused"]] }),
  ],
  choices: { countries: [{ id: "country:jo", name: "Jordan", countries: [] }, { id: "country:ma", name: "Morocco", countries: [] }, { id: "country:tn", name: "Tunisia", countries: [] }], regions: [{ id: "northern-africa", name: "Northern Africa", countries: ["country:ma", "country:tn"] }] },
  looks: { city: { label: "City", colour: "#0072B2", shape: "dot" }, institution: { label: "Institution", colour: "#E69F00", shape: "square" } },
  total: 4,
  revision: 3,
  loaded: "2026-01-05T10:00:00Z",
  audience: "public",
  notes: [],
};

function link(start: number, end: number, more: Partial<NetworkData["links"][number]>): NetworkData["links"][number] {
  return {
    start,
    end,
    kind: "flow",
    learning: null,
    label: "Youth council",
    says: "One learned from another.",
    record: "flow:x",
    evidence: ["evidence:one", "evidence:two"],
    grade: "C",
    subjects: ["practice:youth-council", "theme:youth"],
    day: null,
    partners: [],
    stages: [],
    ...more,
  };
}
