// SPDX-License-Identifier: Apache-2.0

/** Fields of a report's entries that name other entries of it. */
const REFERENCES = ['selectedCandidatePairId', 'localCandidateId', 'remoteCandidateId', 'transportId', 'codecId'];

/**
 * The reports of several connections as if they were one: ids are told apart by the peer's name, and the receive line of
 * a peer is called after the peer.
 */
export function mergedReport(reports: readonly (readonly [string, RTCStatsReport])[]): RTCStatsReport {
  const merged = new Map<string, unknown>();
  for (const [name, report] of reports) {
    report.forEach((each: { id: string; type: string } & Record<string, unknown>) => {
      const entry: Record<string, unknown> = { ...each, id: `${name}/${each.id}` };
      for (const reference of REFERENCES) {
        if (typeof each[reference] === 'string') {
          entry[reference] = `${name}/${each[reference] as string}`;
        }
      }
      if (each.type === 'inbound-rtp') {
        entry['mid'] = name;
      }
      merged.set(entry['id'] as string, entry);
    });
  }
  return merged as unknown as RTCStatsReport;
}
