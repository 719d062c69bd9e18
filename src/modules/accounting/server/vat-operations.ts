// The tax on sales, for the associations that are liable to it.
export { configureVat } from './vat/configure-vat.ts';
export { getVatSetting } from './vat/get-vat-setting.read.ts';
export { stopVat } from './vat/stop-vat.ts';
