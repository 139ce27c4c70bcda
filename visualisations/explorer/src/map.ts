/** The earth under the network: a projection that suits what is shown, outlines of countries, and cities at their places. */
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import type { MultiPolygon } from "geojson";
import { feature, merge, mesh } from "topojson-client";
import type { GeometryCollection, MultiPolygon as Arcs, Polygon as Arc, Topology } from "topojson-specification";
import type { Chart } from "./chart";
import type { Ground, Name } from "./ground";
import type { Item, NetworkData } from "./model";

/** Outlines of countries as TopoJSON, and whose they are: visualisations/outlines.py says what must be in it. */
export interface Outlines extends Topology<{ countries: GeometryCollection & { geometries: (Arcs | Arc)[] } }> {
  readonly credit?: string;
}

type Point = [number, number];

/** What lies within so many degrees (in radians) of its middle is a region; a map of more is one of the world. */
const REGION = (45 * Math.PI) / 180;
/** The least that is shown around a single city, as an angle: some 2,900 km. */
const AROUND = 0.45;
/** Pixels that what is shown takes at full size. */
const FULL = 800;
/** The middle of a map of the world: the one that cuts no country but through the Bering Strait. */
const MIDDLE = 11;
/** The width of the world in this projection, in radii. */
const WORLD = 5.41;

export class MapChart implements Chart {
  readonly name = "map";
  readonly closest = 40;
  readonly bend = 0.14;
  readonly radius = 5;
  readonly #outlines: Outlines;
  readonly #land: MultiPolygon;
  /** The largest part of the country around a city of it, by the name that the data have for it. */
  readonly #named: readonly (readonly [string, MultiPolygon])[];
  #projection: GeoProjection = projectionFor([]);
  #ground: Ground | null = null;

  constructor(outlines: Outlines, data: NetworkData) {
    this.#outlines = outlines;
    this.#land = merge(outlines, outlines.objects.countries.geometries);
    const countries = countriesOf(outlines);
    const inside = new Map(data.items.map((item) => [item.country, pointOf(item)] as const).filter(([, point]) => point));
    this.#named = data.choices.countries.flatMap(({ id, name }) => {
      const city = inside.get(id);
      const around = city && countries.find((country) => geoContains(country, city));
      return around ? [[name, around] as const] : [];
    });
  }

  get ground(): Ground | null {
    return this.#ground;
  }

  aim(items: readonly Item[], _size: readonly [number, number]): void {
    const points = items.map(pointOf).filter((point) => point !== null);
    if (!points.length && this.#ground) return;
    this.#projection = projectionFor(points);
    this.#ground = this.#drawn();
  }

  placeOf(item: Item): Point | null {
    const point = pointOf(item);
    return point && this.#projection(point);
  }

  #drawn(): Ground {
    const path = geoPath(this.#projection).digits(2);
    const { countries } = this.#outlines.objects;
    return {
      sphere: path({ type: "Sphere" }) ?? "",
      land: path(this.#land) ?? "",
      borders: path(mesh(this.#outlines, countries, (a, b) => a !== b)) ?? "",
      names: this.#named.flatMap(([text, country]) => this.#name(text, country)),
    };
  }

  #name(text: string, country: MultiPolygon): Name[] {
    const path = geoPath(this.#projection);
    const [x, y] = path.centroid(country);
    const [[left, top], [right, bottom]] = path.bounds(country);
    return Number.isFinite(x) ? [{ text, x, y, width: right - left, height: bottom - top }] : [];
  }
}

/** Each country's largest part: its name stands there, and not in the sea between it and an island. */
function countriesOf(outlines: Outlines): MultiPolygon[] {
  return feature(outlines, outlines.objects.countries).features.flatMap(({ geometry }) => {
    const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : geometry.type === "Polygon" ? [geometry.coordinates] : [];
    const sized = parts.map((part): MultiPolygon => ({ type: "MultiPolygon", coordinates: [part] }));
    return sized.sort((a, b) => geoArea(b) - geoArea(a)).slice(0, 1);
  });
}

/** Degrees east and north. */
function pointOf({ longitude, latitude }: Item): Point | null {
  return longitude === null || latitude === null ? null : [longitude, latitude];
}

/** Equal areas, whatever is shown: around the middle of a region, or of the whole world. */
export function projectionFor(points: readonly Point[]): GeoProjection {
  const centre = geoCentroid({ type: "MultiPoint", coordinates: [...points] });
  const far = Math.max(...points.map((point) => geoDistance(centre, point)));
  if (!points.length || !(far <= REGION)) {
    return geoEqualEarth().rotate([-MIDDLE, 0]).translate([0, 0]).scale(FULL / WORLD);
  }
  return geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]).translate([0, 0]).clipAngle(90).scale(FULL / Math.max(2 * far, AROUND));
}
