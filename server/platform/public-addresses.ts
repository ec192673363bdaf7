import { BlockList, isIPv6 } from 'node:net';

/** IANA's registries of special addresses: whatever may mean this machine, this network, or nobody. */
const notPublicV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // and the metadata of clouds in it
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Within 2000::/3, which alone is public: what wraps another address, or is for documents. */
const notPublicV6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blockedV4 = new BlockList();
for (const [net, prefix] of notPublicV4) blockedV4.addSubnet(net, prefix, 'ipv4');
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const blockedV6 = new BlockList();
for (const [net, prefix] of notPublicV6) blockedV6.addSubnet(net, prefix, 'ipv6');

/** @param address an IP address; IPv4 within IPv6 (::ffff:10.0.0.1, 64:ff9b::a00:1) is not public, whatever it wraps */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !blockedV4.check(address, 'ipv4');
  return publicV6.check(address, 'ipv6') && !blockedV6.check(address, 'ipv6');
}
