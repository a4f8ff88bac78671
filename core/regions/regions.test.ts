import { describe, expect, it } from 'vitest';
import data from './divisions.json' with { type: 'json' };
import {
  children,
  findRegion,
  provinces,
  regionCode,
  regionLabel,
  regionPath,
  searchRegions,
  stripRegionPrefix,
} from './regions.ts';

const codes = data.divisions.map((entry) => /^\d+/.exec(entry)?.[0] ?? '');

describe('the list', () => {
  it('has every province, and each part below its whole, once', () => {
    expect(provinces()).toHaveLength(34);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^(\d\d){1,3}$/.test(code))).toEqual([]);
    expect(codes.filter((code) => code.length > 2 && !codes.includes(code.slice(0, -2)))).toEqual([]);
  });
  it('reaches every district by choosing downwards', () => {
    const reached = new Set<string>();
    const visit = (code: string) => {
      reached.add(code);
      children(code).forEach((child) => visit(child.code));
    };
    provinces().forEach((province) => visit(province.code));
    expect(codes.filter((code) => code.length === 6 && !reached.has(code))).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['44', '广东省'],
    ['4403', '广东省 深圳市'],
    ['440305', '广东省 深圳市 南山区'],
    ['110105', '北京市 朝阳区'],
    ['1101', '北京市'],
    ['500233', '重庆市 忠县'],
    ['429004', '湖北省 仙桃市'],
    ['999999', ''],
    ['4', ''],
  ])('%s is %s', (code, label) => expect(regionLabel(code)).toBe(label));
  it('knows Hong Kong, Macao and Taiwan', () => {
    expect(regionPath(findRegion('香港湾仔') ?? '')).toEqual(['香港特别行政区', '香港岛', '湾仔区']);
    expect(regionPath(findRegion('台湾台北') ?? '')).toEqual(['台湾省', '台北市']);
    expect(regionLabel(findRegion('澳门') ?? '')).toBe('澳门特别行政区');
  });
  it('stores codes short', () => {
    expect(regionCode('440000')).toBe('44');
    expect(regionCode('440305')).toBe('440305');
    expect(regionCode('450000')).toBe('45');
    expect(regionCode('000000')).toBeNull();
  });
  it('offers districts where there is no city between', () => {
    expect(children('11').map((child) => child.name)).toContain('海淀区');
    expect(children('42').map((child) => child.name)).toEqual(expect.arrayContaining(['武汉市', '仙桃市']));
    expect(children('440305')).toEqual([]);
  });
});

describe('findRegion', () => {
  it.each([
    ['浙江', '33'],
    ['浙江省', '33'],
    ['深圳', '4403'],
    ['内蒙', '15'],
    ['内蒙古', '15'],
    ['广西', '45'],
    ['新疆', '65'],
    ['宁夏', '64'],
    ['延边', '2224'],
    ['恩施', '4228'],
    ['恩施州', '4228'],
    ['恩施市', '422801'],
    ['广东省深圳市南山区', '440305'],
    ['广东/深圳', '4403'],
    ['广东省 深圳市 ', '4403'],
    ['广东-深圳-南山', '440305'],
    ['深圳南山', '440305'],
    ['上海浦东', '310115'],
    ['浦东新区', '310115'],
    ['北京市北京市朝阳区', '110105'],
    ['北京市市辖区朝阳区', '110105'],
    ['北京北京', '11'],
    ['湖北省省直辖县级行政区划仙桃市', '429004'],
    ['仙桃', '429004'],
    ['浙江义乌', '330782'],
    ['义乌', '330782'],
    ['中国广东', '44'],
    ['吉林', '22'],
    ['吉林市', '2202'],
    ['吉林吉林', '2202'],
    ['西安', '6101'],
    ['海南', '46'],
    ['重庆忠县', '500233'],
    ['东莞市长安镇', '4419'],
    ['440305', '440305'],
    ['440300', '4403'],
    ['朝阳市', '2113'],
  ])('%s → %s', (text, code) => expect(findRegion(text)).toBe(code));
  it.each([
    '',
    '朝阳',
    '朝阳区',
    '鼓楼区',
    '市辖区',
    '县',
    '华东',
    '浙江大学',
    '深圳广东',
    'Shanghai',
    '123',
    '！',
  ])('%s is nothing certain', (text) => expect(findRegion(text)).toBeNull());
  it('reads back every label it writes', () => {
    const visible = codes.filter((code) => regionPath(code).length === code.length / 2 || code.length === 6);
    const wrong = visible.filter((code) => findRegion(regionLabel(code)) !== code);
    expect(wrong).toEqual([]);
  });
});

describe('stripRegionPrefix', () => {
  it.each([
    ['广东省深圳市南山区华强', '华强'],
    ['深圳华强', '华强'],
    ['深圳南山华强', '华强'],
    ['昆山贸易通', '贸易通'],
    ['浦东新区华强', '华强'],
    ['新华保险', '新华保险'],
    ['兴业证券', '兴业证券'],
    ['北京新', '北京新'],
    ['万科', '万科'],
    ['', ''],
  ])('%s → %s', (name, rest) => expect(stripRegionPrefix(name)).toBe(rest));
});

describe('searchRegions', () => {
  it('finds by name, joined names and initials', () => {
    expect(searchRegions('深圳')[0]?.label).toBe('广东省 深圳市');
    expect(searchRegions('广东南山').map((region) => region.code)).toContain('440305');
    expect(searchRegions('gds')[0]?.name).toBe('广东省');
    expect(searchRegions('cq')[0]?.name).toBe('重庆市');
    expect(searchRegions('朝阳').map((region) => region.label)).toEqual(
      expect.arrayContaining(['辽宁省 朝阳市', '北京市 朝阳区']),
    );
  });
  it('keeps to the limit and to what can be chosen', () => {
    expect(searchRegions('市', 5)).toHaveLength(5);
    expect(searchRegions('市辖区')).toEqual([]);
    expect(searchRegions(' ')).toEqual([]);
  });
});
