// SPDX-License-Identifier: Apache-2.0

export type Quality = 'excellent' | 'good' | 'fair' | 'poor';

/**
 * How good a connection is (R197-R200).
 *
 * @param latencyMs round trip to the server
 * @param lossPct lost packets, 0 to 100
 */
export function qualityOf(latencyMs: number, lossPct: number): Quality {
  if (latencyMs < 100 && lossPct < 1) {
    return 'excellent';
  }
  if (latencyMs < 200 && lossPct < 5) {
    return 'good';
  }
  return latencyMs < 400 && lossPct < 10 ? 'fair' : 'poor';
}
