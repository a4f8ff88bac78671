export {
  children,
  findRegion,
  provinces,
  regionCode,
  regionLabel,
  regionPath,
  searchRegions,
  stripRegionPrefix,
} from './regions.ts';
