package dev.andon.simulator;

/**
 * How a kind of machine is worked: three shifts a day, from 6, 14 and 22 h UTC.
 *
 * @param shiftsPerOrder after so many shifts the product may change, with a changeover
 * @param stopsForBreaks whether it stands still while people have their break
 * @param nightsOff share of night shifts without anybody to run it
 * @param shortStops stops of one to four minutes in a shift
 * @param faults chance of a breakdown in a shift
 */
record Rhythm(
        int shiftsPerOrder,
        int changeoverMinutes,
        boolean stopsForBreaks,
        double nightsOff,
        int shortStops,
        double faults) {}
