export { changeAccount } from './chart/change-account.ts';
export { chooseAccountMove } from './chart/choose-account-move.ts';
export { exportChart } from './chart/export-chart.ts';
export { importChart } from './chart/import-chart.ts';
export { previewChartChange } from './chart/preview-chart-change.read.ts';
