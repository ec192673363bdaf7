/** The public face of framework-contracts: what other capabilities may use. */
export { applyFrameworkContracts } from './apply-contracts.ts';
export { createContract } from './create-contract.ts';
export { createFrameworkContractsRouter } from './framework-contracts.router.ts';
export { listContracts } from './get-contract.ts';
