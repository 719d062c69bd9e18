// The tax on sales, for the associations that are liable to it.
export { configureVat } from './vat/configure-vat.ts';
export { getVatSetting } from './vat/get-vat-setting.read.ts';
export { stopVat } from './vat/stop-vat.ts';
export { cancelVatReturn } from './vat/cancel-vat-return.ts';
export { exportVatPeriod } from './vat/export-vat-period.ts';
export { listVatItems } from './vat/list-vat-items.read.ts';
export { listVatReturns } from './vat/list-vat-returns.read.ts';
export { readVatPeriod } from './vat/read-vat-period.read.ts';
export { settleVat } from './vat/settle-vat.ts';
