export {
  children,
  findRegion,
  provinces,
  regionCode,
  regionLabel,
  regionPath,
  regionPrefix,
  searchRegions,
  stripRegionPrefix,
} from './regions.ts';
export type { Region } from './regions.ts';
