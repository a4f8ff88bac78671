/** Sheets in millimetres, upright. Continuous paper is 241 mm wide with its perforated edges. */
export const papers = {
  a4: [210, 297],
  a5: [148, 210],
  letter: [215.9, 279.4],
  continuous: [241, 279.4],
  continuousHalf: [241, 139.7],
  continuousThird: [241, 93.1],
  // Envelopes lie: ZL is the Chinese size of the DL (GB/T 1416).
  envelopeDl: [220, 110],
  envelopeZl: [230, 120],
  envelopeC5: [229, 162],
} as const satisfies Record<string, readonly [number, number]>;
export type PaperName = keyof typeof papers;
/** Those that any document is printed on. */
export const paperNames = [
  'a4',
  'a5',
  'letter',
  'continuous',
  'continuousHalf',
  'continuousThird',
] as const satisfies readonly PaperName[];
export const envelopeNames = [
  'envelopeDl',
  'envelopeZl',
  'envelopeC5',
] as const satisfies readonly PaperName[];

export const fontFamilies = ['sans', 'serif', 'kai'] as const;

/** How something is laid on paper. Margins in millimetres, scale in per cent. */
export interface PaperSettings {
  readonly paper: PaperName;
  readonly landscape: boolean;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
  readonly scale: number;
}

export const leastScale = 50;
export const mostScale = 150;
export const mostMargin = 60;
/** What must be left between the margins, in millimetres. */
const leastContent = 40;

/** It goes through the printer one way only. */
export const isContinuous = (paper: PaperName): boolean => paper.startsWith('continuous');

/** What a paper begins with: room for the perforated edges, and little above and below the short forms. */
export function usualSettings(paper: PaperName): PaperSettings {
  const margins = isContinuous(paper)
    ? { top: paper === 'continuous' ? 12 : 8, right: 18, bottom: paper === 'continuous' ? 14 : 11, left: 18 }
    : paper === 'a5'
      ? { top: 11, right: 11, bottom: 14, left: 11 }
      : { top: 15, right: 15, bottom: 17, left: 15 };
  return { paper, landscape: false, scale: 100, ...margins };
}

/** A sheet as it lies, in millimetres. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly content: { readonly width: number; readonly height: number };
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Margins that would leave nothing to print on are narrowed from the right and from below. */
export function sheetOf({ paper, landscape, ...margins }: PaperSettings): Sheet {
  const [across, along] = papers[paper];
  const [width, height] = landscape && !isContinuous(paper) ? [along, across] : [across, along];
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const left = within(margins.left, width - leastContent);
  const right = within(margins.right, width - leastContent - left);
  const top = within(margins.top, height - leastContent);
  const bottom = within(margins.bottom, height - leastContent - top);
  const content = { width: width - left - right, height: height - top - bottom };
  return { width, height, content, top, right, bottom, left };
}
