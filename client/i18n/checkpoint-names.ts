export { checkpointNames } from '../../shared/checkpoint-names.ts';
