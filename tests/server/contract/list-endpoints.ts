import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';

export interface Endpoint {
  /** Its place in the contract, such as bookings.hold. */
  name: string;
  method: string;
  path: string;
  /** Codes of the errors it promises. */
  errors: string[];
}

/** Every endpoint of a contract, in its order. */
export function listEndpoints(router: AnyContractRouter, name = ''): Endpoint[] {
  if (isContractProcedure(router)) {
    const { route, errorMap } = router['~orpc'];
    return [{ name, method: route.method!.toLowerCase(), path: route.path!, errors: Object.keys(errorMap) }];
  }
  return Object.entries(router).flatMap(([key, inner]) => listEndpoints(inner, name ? `${name}.${key}` : key));
}
