package io.visavis.eightbyeight;

/** Which generation of schedules is asked; the setting's values (contract 5.1). */
enum ScheduleGeneration {
    KEY,
    PLATFORM
}
