// SPDX-License-Identifier: Apache-2.0

/** The UDP ports that a session description names as candidates, each once, in their order. */
export function candidatePorts(sdp: string): number[] {
  const ports = new Set<number>();
  for (const line of sdp.split(/\r?\n/)) {
    const match = /^a=candidate:\S+ \d+ udp \d+ \S+ (\d+) /i.exec(line);
    if (match) {
      ports.add(Number(match[1]));
    }
  }
  return [...ports];
}

/** The session id of a description's origin line (RFC 8866, 5.2): each connection has its own. */
export function originOf(sdp: string): string {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1] ?? '';
}
