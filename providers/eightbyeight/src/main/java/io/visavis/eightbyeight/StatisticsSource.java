package io.visavis.eightbyeight;

/** Which generation of statistics is asked; the setting's values (contract 5.2). */
enum StatisticsSource {
    OFF,
    KEY,
    ANALYTICS,
    PLATFORM
}
