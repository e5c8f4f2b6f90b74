package dev.launchgate.probe.net;

import org.xbill.DNS.Name;

/**
 * What is asked of one DNS server.
 *
 * @param type number of the record type
 * @param recursion whether the server shall find the answer elsewhere
 */
record Question(Name name, int type, boolean recursion) {}
