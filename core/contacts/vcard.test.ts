import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { cleanMultiline, cleanText } from '../shared/text.ts';
import { wayLabels, type ContactFields } from './contacts.contract.ts';
import { readVCards, vCardLimits, type Decode } from './vcard.ts';
import { writeVCards } from './write-vcards.ts';

const decode: Decode = (bytes, charset) => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};
const read = (text: string) => readVCards(new TextEncoder().encode(text), decode);
const one = (text: string) => read(text).cards[0]?.fields;
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const quotedPrintable = (text: string, encoding: string) =>
  [...iconv.encode(text, encoding)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

describe('cards as phones write them (spec §4)', () => {
  it('2.1 in quoted-printable and GBK, with soft line breaks', () => {
    const name = quotedPrintable('欧阳修', 'gbk');
    const org = quotedPrintable('深圳市某某科技有限公司;采购部', 'gbk').replace('=3B', ';');
    const fields = one(
      card(
        'VERSION:2.1',
        `N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${quotedPrintable('欧阳', 'gbk')};${quotedPrintable('修', 'gbk')};;;`,
        `FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${name.slice(0, 9)}=`,
        name.slice(9),
        `ORG;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${org}`,
        'TEL;CELL;PREF:13812345678',
        'TEL;WORK;FAX:0755-88886666',
        'EMAIL;INTERNET:oyx@example.cn',
        'BDAY:19800503',
      ),
    );
    expect(fields).toMatchObject({
      name: '欧阳修',
      department: '采购部',
      phones: [
        { label: 'mobile', value: '13812345678' },
        { label: 'fax', value: '0755-88886666' },
      ],
      emails: [{ label: 'work', value: 'oyx@example.cn' }],
      birthday: { calendar: 'solar', year: 1980, month: 5, day: 3 },
    });
  });

  it('2.1 in raw GBK, without any declaration', () => {
    const bytes = iconv.encode(card('VERSION:2.1', 'N:张;三', 'TEL:13912345678', 'NOTE:𠮷野家'), 'gb18030');
    expect(readVCards(bytes, decode).cards[0]?.fields).toMatchObject({
      name: '张三',
      remark: '𠮷野家',
      phones: [{ label: 'mobile' }],
    });
  });

  it('3.0 folded, grouped, escaped, with a picture in between', () => {
    const fields = one(
      card(
        'VERSION:3.0',
        'N:Lee;Ann;;Dr.;',
        'item1.TEL;type=pref;type=WORK:+86 755 8888 6666',
        'item1.X-ABLabel:办公',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ',
        ' AASABIAAD/4QBYRXhp',
        'NOTE:first\\nsecond\\, third',
        '  and folded',
        'item2.ADR;type=WORK:;;科技园路1号;深圳市;广东省;518000;中国',
        'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29',
        'IMPP;X-SERVICE-TYPE=QQ;type=pref:x-apple:10001',
      ),
    );
    expect(fields).toMatchObject({
      name: 'Dr. Ann Lee',
      remark: 'first\nsecond, third and folded',
      address: '广东省深圳市科技园路1号',
      birthday: { year: null, month: 2, day: 29 },
      qq: '10001',
      phones: [{ label: 'work' }],
    });
  });

  it('4.0 with quoted parameters, uris and days without a year', () => {
    const fields = one(
      card(
        'VERSION:4.0',
        'FN;SORT-AS="Li:si,Wu":李四',
        'TEL;VALUE=uri;TYPE="cell,voice":tel:+86-139-1234-5678;ext=1',
        'EMAIL;TYPE=home:lisi@example.cn',
        'GENDER:F',
        'BDAY:--0503',
        'IMPP:weixin:lisi_88',
      ),
    );
    expect(fields).toMatchObject({
      name: '李四',
      gender: 'female',
      wechat: 'lisi_88',
      phones: [{ label: 'mobile', value: '+86-139-1234-5678' }],
      emails: [{ label: 'home' }],
      birthday: { year: null, month: 5, day: 3 },
    });
  });

  it('several in a file, UTF-16 too; what is no card is passed over, what has no name is called by its number', () => {
    const text = `rubbish\r\n${card('FN:一')}${card('TEL:13800000000')}${card('VERSION:3.0')}BEGIN:VCARD\r\nFN:无尾`;
    const bytes = iconv.encode(text, 'utf-16le', { addBOM: true });
    expect(readVCards(bytes, decode).cards.map(({ fields }) => fields.name)).toEqual(['一', '13800000000']);
  });

  it.each(['BDAY:1980-02-30', 'BDAY:yesterday', 'BDAY:0001-01-01', 'X-KECHI-LUNAR-BIRTHDAY:;13;1;0'])(
    'leaves out a day that is none: %s',
    (line) => {
      expect(one(card('FN:甲', line))?.birthday).toBeNull();
    },
  );
});

const text = (max: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: max })
    .map(cleanText)
    .filter((value) => [...value].length <= max);
const optional = (max: number) => text(max).map((value) => value || null);
const way = (label: (typeof wayLabels)[number], value: string) => ({ id: null, label, value });
const solid = text(30).filter((value) => value !== '' && !/^(tel|mailto):/i.test(value));
const anyFields: fc.Arbitrary<ContactFields> = fc.record({
  name: solid,
  department: optional(40),
  position: optional(40),
  decisionRole: fc.constant(null),
  gender: fc.constantFrom('male' as const, 'female' as const, null),
  phones: fc.array(
    fc
      .tuple(fc.constantFrom(...wayLabels), fc.stringMatching(/^[2-9][0-9 -]{4,15}[0-9]$/))
      .map(([label, value]) => way(label, cleanText(value))),
    { maxLength: 4 },
  ),
  emails: fc.array(
    fc
      .tuple(fc.constantFrom('work' as const, 'home' as const), solid)
      .map(([label, value]) => way(label, value)),
    { maxLength: 3 },
  ),
  wechat: optional(20),
  qq: optional(20),
  birthday: fc.oneof(
    fc.constant(null),
    fc.record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      year: fc.option(fc.integer({ min: 1900, max: 2026 })),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      leap: fc.constant(false),
    }),
  ),
  address: optional(60),
  hobbies: optional(60),
  remark: fc.string({ unit: 'grapheme', maxLength: 200 }).map((value) => cleanMultiline(value) || null),
  leftCompany: fc.constant(false),
});

describe('writing and reading again', () => {
  test('whatever a contact holds comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ fields: anyFields, company: solid }), { maxLength: 3 }),
        (contacts) => {
          const written = writeVCards(contacts);
          for (const line of written.split('\r\n'))
            expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          const again = read(written).cards;
          expect(again.map(({ fields }) => fields)).toEqual(contacts.map(({ fields }) => fields));
          expect(again.map(({ company }) => company)).toEqual(contacts.map(({ company }) => company));
        },
      ),
    );
  });
});

describe('hostile files', () => {
  test('no bytes make it throw or hang', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.boolean(), (bytes, inside) => {
        const head = new TextEncoder().encode('BEGIN:VCARD\r\nFN:x\r\nNOTE;ENCODING=QUOTED-PRINTABLE:');
        const { cards } = readVCards(inside ? Uint8Array.from([...head, ...bytes]) : bytes, decode);
        expect(cards.length).toBeLessThanOrEqual(vCardLimits.cards);
      }),
    );
  });

  test.each<[string, (size: number) => string]>([
    ['one endless line', (size) => card(`FN:${'长'.repeat(size / 3)}`)],
    ['endless parameters', (size) => card('FN:x', `TEL${';A'.repeat(size / 2)}:1`)],
    ['quotes that never end', (size) => card('FN:x', `TEL;A="${'";"'.repeat(size / 3)}`)],
    ['soft breaks without end', (size) => card('FN:x', `NOTE;QUOTED-PRINTABLE:${'=\r\n'.repeat(size / 3)}`)],
    ['folds without end', (size) => card('FN:x', `NOTE:a${'\r\n b'.repeat(size / 4)}`)],
    ['cards without end', (size) => card('FN:x').repeat(size / 32)],
    ['cards that begin and never end', (size) => 'BEGIN:VCARD\r\n'.repeat(size / 13)],
    ['numbers without end', (size) => card('FN:x', 'TEL:1\r\n'.repeat(size / 8))],
    ['escapes without end', (size) => card(`FN:${'\\'.repeat(size)}`, `N:${';'.repeat(size / 4)}`)],
  ])('%s: read in no time, and within the bounds of a contact', (_, make) => {
    const started = performance.now();
    const { cards, more } = read(make(1_000_000));
    expect(performance.now() - started).toBeLessThan(4000);
    expect(cards.length).toBeLessThanOrEqual(vCardLimits.cards);
    expect(more).toBe(cards.length === vCardLimits.cards);
    for (const { fields } of cards.slice(0, 3)) {
      expect([...fields.name].length).toBeLessThanOrEqual(100);
      expect(fields.phones.length).toBeLessThanOrEqual(20);
    }
  });
});
