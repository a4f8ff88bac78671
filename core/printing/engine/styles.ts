import { textPoints } from './columns.ts';
import type { Look, PrintDocument } from './document.ts';
import { cssString } from './escape.ts';
import { sheetOf, type PaperSettings, type Sheet } from './papers.ts';

const families: Readonly<Record<Look['font'], string>> = {
  sans: '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","Hiragino Sans GB",sans-serif',
  serif: '"Noto Serif CJK SC","Source Han Serif SC",SimSun,"Songti SC",serif',
  kai: 'KaiTi,"Kaiti SC","AR PL UKai CN","Noto Serif CJK SC",serif',
};

/** Everything is measured in the size of running text, so that a scale changes all of it alike. */
const rules = `
*{box-sizing:border-box}h1,h2{margin:0}
body{margin:0;color:#111;background:#fff;line-height:1.5;font-variant-numeric:tabular-nums;
  line-break:strict;overflow-wrap:anywhere;text-autospace:normal;text-rendering:geometricPrecision;
  -webkit-print-color-adjust:exact;print-color-adjust:exact;hyphens:none}
td,th,.piece>span,.title{unicode-bidi:isolate;white-space:pre-wrap}
.sheet{break-after:page}.sheet:last-child{break-after:auto}
.piece{overflow:hidden;break-inside:avoid}
.letterhead{display:flex;align-items:center;gap:1.2rem;padding:0 0 1.5rem;
  background:linear-gradient(#111,#111) 0 calc(100% - .8rem)/100% .1rem no-repeat}
.letterhead img{height:4.4rem;max-width:16rem;object-fit:contain;object-position:left}
.letterhead div{min-width:0}.letterhead b{display:block;font-size:1.45rem;line-height:1.35;letter-spacing:.04em}
.letterhead small{display:block;font-size:.86rem;color:#444}
.title{padding:.7rem 0 .65rem;font-size:1.75rem;line-height:1.3;font-weight:600;text-align:center;letter-spacing:.06em}
.head,.headEnd{font-size:.92rem;color:#444;padding-bottom:.15rem}.headEnd{padding-bottom:.7rem}
.heading{padding:1.1rem 0 .4rem;font-size:1.14rem;line-height:1.35;font-weight:600}
.paragraph,.more{padding-top:.2rem;text-align:justify}.more{padding-top:0}
.note{padding:.7rem 0 0;color:#444}
.facts{display:grid;grid-template-columns:7.4rem 1fr 7.4rem 1fr;column-gap:.8rem;padding:.28rem 0;
  border-bottom:.04rem solid #d4d4d4}
.facts.wide{grid-template-columns:7.4rem 1fr}.facts>span:nth-child(odd){color:#555}
.entry{display:flex;flex-wrap:wrap;gap:0 1.1rem;padding:.95rem 0 .15rem;border-bottom:.04rem solid #999;
  font-size:.92rem;color:#444}
.entry>span:first-child{color:#111;font-weight:600}
.subject{padding-top:.3rem;font-weight:600}
.after{padding-top:.15rem;color:#444;font-size:.95rem}
.signature{display:grid;grid-template-columns:minmax(0,1.2fr) minmax(0,1.4fr) auto minmax(0,.8fr);gap:.8rem;
  align-items:end;padding-top:2.2rem}
.signature i{border-bottom:.06rem solid #333}
table{width:100%;border-collapse:separate;border-spacing:0;table-layout:fixed;font-size:.93rem}
thead{display:table-header-group}tr{break-inside:avoid}
th,td{padding:.3rem .42rem;text-align:left;vertical-align:top;line-height:1.42}
th:first-child,td:first-child{padding-left:.1rem}th:last-child,td:last-child{padding-right:.1rem}
thead th{font-weight:600;border-top:.1rem solid #111;border-bottom:.06rem solid #111;vertical-align:bottom}
td{border-bottom:.04rem solid #ccc}
.end{text-align:right}
.group th{padding-top:.75rem;font-weight:600;border-bottom:.06rem solid #888}
.sum td{border-bottom:.06rem solid #888;font-weight:600}
.box{position:absolute;line-height:1.35;overflow:hidden}.box>div{unicode-bidi:isolate}
.middle{display:flex;flex-direction:column;justify-content:center}.toEnd{text-align:right}
.centred{text-align:center}.frame{border:.3mm solid #b33}.strong{font-weight:600}
.total td{border-top:.06rem solid #111;border-bottom:.1rem solid #111;font-weight:600}
`;

/** The look of a document: of its pages, of the preview's sheets, and where it is measured. */
export function styles({ look }: Pick<PrintDocument, 'look'>, settings: PaperSettings): string {
  const points = textPoints(look, settings);
  // A hair less than the sheet: rounding must not open another one.
  const { width, height } = sheetOf(settings);
  const fixed = `.fixed{position:relative;width:${width}mm;height:${height - 0.6}mm}`;
  return `html{font:${points}pt/1.5 ${families[look.font]}}${rules}${fixed}`;
}

/** The page's size and margins, and what the printer writes below: its count of pages is its own. */
export function pageRule({ foot, pageOf }: Pick<PrintDocument, 'foot' | 'pageOf'>, sheet: Sheet): string {
  const parts = pageOf
    .split(/(\{pages?\})/)
    .map((part) =>
      part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part),
    );
  const small = 'font-size:7.5pt;color:#555;vertical-align:top;padding-top:2mm';
  return `@page{size:${sheet.width}mm ${sheet.height}mm;
margin:${sheet.top}mm ${sheet.right}mm ${sheet.bottom}mm ${sheet.left}mm;
@bottom-left{content:${cssString(foot)};${small};text-align:left}
@bottom-right{content:${parts.join(' ')};${small};text-align:right}}`;
}
