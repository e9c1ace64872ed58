import type { CalendarDate } from '../../../shared/domain/identifiers'
import type { Holiday } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'

/**
 * National holidays and collective leave (cuti bersama, marked with `*`) by the joint decrees for 2018, whose long
 * Lebaran is tried, and for 2025 and 2026; of 2018 without 27 June, the day of the regional elections, which was
 * declared a holiday only two days before. For 2027, whose decree is not known here, the days that are sure or expected.
 */
const lines = `
2018-01-01 Tahun Baru 2018 Masehi
2018-02-16 Tahun Baru Imlek 2569 Kongzili
2018-03-17 Hari Raya Nyepi Tahun Baru Saka 1940
2018-03-30 Wafat Isa Almasih
2018-04-14 Isra Mikraj Nabi Muhammad SAW
2018-05-01 Hari Buruh Internasional
2018-05-10 Kenaikan Isa Almasih
2018-05-29 Hari Raya Waisak 2562
2018-06-01 Hari Lahir Pancasila
2018-06-11* Idulfitri 1439 Hijriah
2018-06-12* Idulfitri 1439 Hijriah
2018-06-13* Idulfitri 1439 Hijriah
2018-06-14* Idulfitri 1439 Hijriah
2018-06-15 Idulfitri 1439 Hijriah
2018-06-16 Idulfitri 1439 Hijriah
2018-06-18* Idulfitri 1439 Hijriah
2018-06-19* Idulfitri 1439 Hijriah
2018-06-20* Idulfitri 1439 Hijriah
2018-08-17 Hari Kemerdekaan Republik Indonesia
2018-08-22 Iduladha 1439 Hijriah
2018-09-11 Tahun Baru Islam 1440 Hijriah
2018-11-20 Maulid Nabi Muhammad SAW
2018-12-24* Hari Raya Natal
2018-12-25 Hari Raya Natal
2025-01-01 Tahun Baru 2025 Masehi
2025-01-27 Isra Mikraj Nabi Muhammad SAW
2025-01-28* Tahun Baru Imlek 2576 Kongzili
2025-01-29 Tahun Baru Imlek 2576 Kongzili
2025-03-28* Hari Suci Nyepi
2025-03-29 Hari Suci Nyepi (Tahun Baru Saka 1947)
2025-03-31 Idulfitri 1446 Hijriah
2025-04-01 Idulfitri 1446 Hijriah
2025-04-02* Idulfitri 1446 Hijriah
2025-04-03* Idulfitri 1446 Hijriah
2025-04-04* Idulfitri 1446 Hijriah
2025-04-07* Idulfitri 1446 Hijriah
2025-04-18 Wafat Yesus Kristus
2025-04-20 Kebangkitan Yesus Kristus (Paskah)
2025-05-01 Hari Buruh Internasional
2025-05-12 Hari Raya Waisak 2569 BE
2025-05-13* Hari Raya Waisak 2569 BE
2025-05-29 Kenaikan Yesus Kristus
2025-05-30* Kenaikan Yesus Kristus
2025-06-01 Hari Lahir Pancasila
2025-06-06 Iduladha 1446 Hijriah
2025-06-09* Iduladha 1446 Hijriah
2025-06-27 Tahun Baru Islam 1447 Hijriah
2025-08-17 Hari Kemerdekaan Republik Indonesia
2025-08-18* Hari Kemerdekaan Republik Indonesia
2025-09-05 Maulid Nabi Muhammad SAW
2025-12-25 Kelahiran Yesus Kristus (Natal)
2025-12-26* Kelahiran Yesus Kristus (Natal)
2026-01-01 Tahun Baru 2026 Masehi
2026-01-16 Isra Mikraj Nabi Muhammad SAW
2026-02-16* Tahun Baru Imlek 2577 Kongzili
2026-02-17 Tahun Baru Imlek 2577 Kongzili
2026-03-18* Hari Suci Nyepi
2026-03-19 Hari Suci Nyepi (Tahun Baru Saka 1948)
2026-03-20* Idulfitri 1447 Hijriah
2026-03-21 Idulfitri 1447 Hijriah
2026-03-22 Idulfitri 1447 Hijriah
2026-03-23* Idulfitri 1447 Hijriah
2026-03-24* Idulfitri 1447 Hijriah
2026-04-03 Wafat Yesus Kristus
2026-04-05 Kebangkitan Yesus Kristus (Paskah)
2026-05-01 Hari Buruh Internasional
2026-05-14 Kenaikan Yesus Kristus
2026-05-15* Kenaikan Yesus Kristus
2026-05-27 Iduladha 1447 Hijriah
2026-05-28* Iduladha 1447 Hijriah
2026-05-31 Hari Raya Waisak 2570 BE
2026-06-01 Hari Lahir Pancasila
2026-06-16 Tahun Baru Islam 1448 Hijriah
2026-08-17 Hari Kemerdekaan Republik Indonesia
2026-08-25 Maulid Nabi Muhammad SAW
2026-12-24* Kelahiran Yesus Kristus (Natal)
2026-12-25 Kelahiran Yesus Kristus (Natal)
2027-01-01 Tahun Baru 2027 Masehi
2027-02-06 Tahun Baru Imlek 2578 Kongzili
2027-03-08 Hari Suci Nyepi (Tahun Baru Saka 1949)
2027-03-10 Idulfitri 1448 Hijriah
2027-03-11 Idulfitri 1448 Hijriah
2027-03-26 Wafat Yesus Kristus
2027-05-01 Hari Buruh Internasional
2027-05-06 Kenaikan Yesus Kristus
2027-05-17 Iduladha 1448 Hijriah
2027-05-20 Hari Raya Waisak 2571 BE
2027-06-01 Hari Lahir Pancasila
2027-06-06 Tahun Baru Islam 1449 Hijriah
2027-08-17 Hari Kemerdekaan Republik Indonesia
2027-12-25 Kelahiran Yesus Kristus (Natal)
`

export const holidays: readonly Holiday[] = lines
  .trim()
  .split('\n')
  .map((line) => ({
    date: identifierOf<CalendarDate>(line.slice(0, 10)),
    name: line.slice(line.indexOf(' ') + 1),
    collectiveLeave: line.charAt(10) === '*',
  }))
