import type { ChoiceKind } from '#core/choices/choices.contract.ts';
import type { CustomerFields, CustomerLevel, CustomerStatus } from '#core/customers/customers.contract.ts';
import { createPlaces, placeName, type Place } from './places.ts';
import { createRandom, type Random } from './random.ts';
import {
  banks,
  fancyFirst,
  fancySecond,
  givenChars,
  latinWords,
  legalForms,
  mobilePrefixes,
  parks,
  remarks,
  roads,
  surnames,
  trades,
} from './words.ts';

/** Ids of an office's choices by kind and label. */
export type ChoiceIds = ReadonlyMap<ChoiceKind, ReadonlyMap<string, number>>;

export function choicesByLabel(
  choices: readonly { readonly id: number; readonly kind: ChoiceKind; readonly label: string }[],
): ChoiceIds {
  const kinds = new Set(choices.map(({ kind }) => kind));
  const labels = (kind: ChoiceKind) =>
    choices.flatMap((choice) => (choice.kind === kind ? [[choice.label, choice.id] as const] : []));
  return new Map([...kinds].map((kind) => [kind, new Map(labels(kind))]));
}

/** Invents customers; the same seed and choices give the same customers in the same order. */
export interface Inventor {
  readonly random: Random;
  /** Fields that a clerk could have typed for a company or, seldom, a person. Names may come twice among very many. */
  customer(): CustomerFields;
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const weighted = (weights: readonly number[], text: string, alphabet: string) =>
  weights.reduce((sum, weight, at) => sum + weight * alphabet.indexOf(text.charAt(at)), 0);

/** A unified social credit code with both of its check digits right (GB 11714 within GB 32100). */
export function inventTaxNumber(random: Random, regionCode: string): string {
  const letters = `${creditAlphabet.slice(0, 10)}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
  const organisation = `MA${Array.from({ length: 6 }, () => creditAlphabet.charAt(random.int(31))).join('')}`;
  const rest = 11 - (weighted(organisationWeights, organisation, letters) % 11);
  const check = rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
  const code = `91${regionCode.padEnd(6, '0')}${organisation}${check}`;
  return `${code}${creditAlphabet.charAt((31 - (weighted(creditWeights, code, creditAlphabet) % 31)) % 31)}`;
}

function inventMobile(random: Random): string {
  const digits = `${random.pickSkewed(mobilePrefixes)}${random.digits(8)}`;
  if (random.chance(0.12)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
  return random.chance(0.03) ? `+86 ${digits}` : digits;
}

function inventLandline(random: Random, { areaCode }: Place): string {
  const length = areaCode.length === 3 || /^0(?:5[127]|7[5679]|37|53|59|43)/.test(areaCode) ? 8 : 7;
  const digits = `${2 + random.int(7)}${random.digits(length - 1)}`;
  return `${areaCode}-${digits}${random.chance(0.06) ? `-${random.digits(3)}` : ''}`;
}

function inventPhone(random: Random, place: Place): string | null {
  const kind = random.next();
  if (kind < 0.08) return null;
  if (kind < 0.63) return inventMobile(random);
  const landline = inventLandline(random, place);
  return kind < 0.95 ? landline : `${landline} / ${inventMobile(random)}`;
}

const statuses: readonly (readonly [CustomerStatus, number])[] = [
  ['potential', 680],
  ['interested', 190],
  ['deal', 80],
  ['lost', 50],
];
const levels: readonly (readonly [CustomerLevel | null, number])[] = [
  [null, 450],
  ['C', 320],
  ['B', 170],
  ['A', 60],
];

function pickWeighted<T>(random: Random, items: readonly (readonly [value: T, weight: number])[]): T {
  let left = random.next() * 1000;
  for (const [value, weight] of items) {
    left -= weight;
    if (left < 0) return value;
  }
  return random.pick(items)[0];
}

interface InventedName {
  readonly name: string;
  readonly shortName: string;
  /** For a mail address: Latin letters and digits. */
  readonly domain: string;
  readonly industry: string;
  readonly legalForm: string;
}

function inventCompany(random: Random, place: Place): InventedName {
  const [industry, words] = random.pickSkewed(trades);
  const trade = random.pickSkewed(words);
  const { ending, choice } = pickWeighted(random, legalForms);
  const [first, firstReading] = random.pickSkewed(fancyFirst);
  const [second, secondReading] = random.pick(fancySecond);
  const latin = random.chance(0.02) ? random.pick(latinWords) : null;
  // 𠮷 outside the basic plane: names with it are rare, and real.
  const fancy = latin ?? (random.chance(0.0004) ? `𠮷${second}` : `${first}${second}`);
  const reading = latin?.replace(/[^a-z0-9]/gi, '').toLowerCase() ?? `${firstReading}${secondReading}`;
  const city = random.chance(0.45) ? place.name : random.chance(0.7) ? place.short : place.province;
  const style = random.next();
  const form = ending === '分公司' ? `有限公司${random.pick(place.districts).name}分公司` : ending;
  const name =
    style < 0.86
      ? `${city}${fancy}${trade}${form}`
      : style < 0.93
        ? `${fancy}（${place.short}）${trade}${form}`
        : style < 0.98
          ? `${fancy}${trade}(${place.short})${form}`
          : `${fancy}${trade}${form}`;
  return {
    name,
    shortName: random.chance(0.5) ? `${fancy}${trade.slice(0, 2)}` : `${place.short}${fancy}`,
    domain: `${reading}${random.chance(0.6) ? random.digits(3) : place.code}`,
    industry,
    legalForm: choice,
  };
}

const surnameChars = Array.from(surnames);
const givenNameChars = Array.from(givenChars);

function inventPerson(random: Random): string {
  const given = random.chance(0.75) ? 2 : 1;
  return `${random.pickSkewed(surnameChars)}${Array.from({ length: given }, () => random.pick(givenNameChars)).join('')}`;
}

function inventAddress(random: Random, district: string): string {
  const house = `${random.pick(roads)}${1 + random.int(998)}号`;
  const within = random.next();
  if (within < 0.3) return `${placeName(district)}${house}`;
  if (within < 0.7) return `${placeName(district)}${house}${1 + random.int(30)}幢${101 + random.int(1900)}室`;
  return `${placeName(district)}${random.pick(parks)}${String.fromCodePoint(65 + random.int(6))}区${1 + random.int(20)}栋`;
}

/** An inventor over an office's own choices; they must hold the defaults of a new office. */
export function createInventor(seed: number, choices: ChoiceIds): Inventor {
  const random = createRandom(seed);
  const nextPlace = createPlaces(random);
  const idOf = (kind: ChoiceKind, label: string) => {
    const ids = choices.get(kind);
    const id = ids?.get(label) ?? ids?.get('其他');
    if (id === undefined) throw new Error(`No choice ${label} of kind ${kind}`);
    return id;
  };
  const sources = [...(choices.get('source')?.values() ?? [])];
  const sizes = [...(choices.get('size')?.values() ?? [])];
  const tags = [...(choices.get('tag')?.values() ?? [])];
  const sometimes = <T>(probability: number, make: () => T): T | null =>
    random.chance(probability) ? make() : null;

  function customer(): CustomerFields {
    const place = nextPlace();
    const district = random.pickSkewed(place.districts).code;
    const person = random.chance(0.03);
    const company = inventCompany(random, place);
    const status = pickWeighted(random, statuses);
    const known = status === 'deal' || status === 'interested';
    return {
      name: person ? inventPerson(random) : company.name,
      shortName: person ? null : sometimes(known ? 0.7 : 0.3, () => company.shortName),
      type: person ? 'person' : 'company',
      industryId: idOf('industry', person ? '其他' : company.industry),
      sourceId: random.pickSkewed(sources),
      regionCode: random.chance(0.93) ? district : random.chance(0.5) ? place.code : null,
      address: sometimes(0.75, () => inventAddress(random, district)),
      postcode: sometimes(0.2, () => `${1 + random.int(8)}${random.digits(3)}00`),
      phone: inventPhone(random, place),
      fax: person ? null : sometimes(0.15, () => inventLandline(random, place)),
      website: person ? null : sometimes(0.2, () => `www.${company.domain}.example`),
      email: sometimes(known ? 0.75 : 0.35, () =>
        person
          ? `u${random.digits(8)}@mail.example`
          : `${random.pick(['info', 'sales', 'admin', 'caigou'])}@${company.domain}.example`,
      ),
      taxNumber: person ? null : sometimes(known ? 0.85 : 0.4, () => inventTaxNumber(random, district)),
      bank: status === 'deal' && !person ? `${random.pickSkewed(banks)}${place.short}支行` : null,
      bankAccount:
        status === 'deal' && !person ? `${1 + random.int(8)}${random.digits(9)}${random.digits(8)}` : null,
      legalFormId: person ? null : sometimes(0.8, () => idOf('legalForm', company.legalForm)),
      sizeId: person ? null : sometimes(0.6, () => random.pickSkewed(sizes)),
      revenueFen: person ? null : sometimes(0.15, () => (50 + random.int(20_000)) * 1_000_000),
      foundedOn: person
        ? null
        : sometimes(0.4, () => `${1995 + random.int(28)}-0${1 + random.int(9)}-1${random.int(10)}`),
      status,
      level: status === 'lost' ? null : pickWeighted(random, levels),
      parentId: null,
      tagIds: random.chance(known ? 0.35 : 0.05) ? [random.pickSkewed(tags)] : [],
      remark: sometimes(0.12, () => random.pick(remarks)),
      custom: {},
    };
  }
  return { random, customer };
}
