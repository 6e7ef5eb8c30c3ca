// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

/// The two system calls that send: the port at which tests stand in for the kernel.
interface KernelSend {

  /// sendmmsg: how many of the `count` messages at native address `vector` were taken, at least 1,
  /// or the negative error number of the first.
  int sendMany(long vector, int count);

  /// sendmsg: the number of bytes taken, or the negative error number.
  int sendOne(long header);
}
