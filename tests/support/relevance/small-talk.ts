import type { Topic } from "./topic";

/** Newer than all else, and nothing to do with any query: the same words, far from one another or in another sense. */
export const SMALL_TALK: Record<string, Topic> = {
  болтовня: {
    room: "random",
    daysAgo: 0,
    lines: `
hugo: На даче резервный бак протёк, прилагаю копию квитанции, на базе отдыха не отвечают.
felix: Фильм вышел в релиз, а откат с горки с детьми сорвался, заметки о поездке потом.
galina: Миграция птиц началась, людно даже на базе отдыха, простой в пробке два часа.
hugo: Пароль от сейфа помню, а вот код домофона опять неверный.
clara: Дети решили сбросить вещи в кучу, заодно поменяли пароль на игру.
hugo: Не все дошли до озера, но все, кто могут плавать, успели войти в воду.
galina: Срок годности йогурта вышел, а договор с магазином никто не читал.
felix: Продление каникул обсуждали долго, договор с кружком подпишут без нас.
hugo: На счёт погоды не уверен, билеты на поезд куплены, оплату парковки беру на себя.
clara: График поездов поменяли, половина отпусков у соседей сорвалась.
galina: Печать в паспорт поставили, хотя очередь стояла до вечера.
hugo: Причина моего опоздания проста: на перекрёстке случился инцидент.
felix: На рынке нашлось место у входа, на старом виниловом диске теперь пыль.
hugo: Очередь за билетами огромная, от друзей сорок сообщений.
clara: Тема вечера простая: луна и её тёмная сторона.
galina: План был на лето, но на море попадём через две недели, на одну неделю.
hugo: Перенос спектакля подтвердили, а вот встречи выпускников в этом году не будет.
felix: Сын сдал тест по плаванию, нагрузочный жилет снял.
galina: Ключи от гаража нашлись, но доступа во двор пока нет.
hugo: Доставка пиццы опоздала, от курьера десять сообщений.
clara: Поиск грибов удался, индекс влажности был высокий.
felix: Доступ на пляж у базы отдыха теперь по браслетам.
galina: Подсветка ёлки готова, поиск гирлянды занял вечер.
clara: Макет парусника собрали, поиск клея занял неделю.
hugo: Скидка на лыжи кончилась вчера.
galina: Сертификат в баню подарили на день рождения.
clara: Уведомления из школы приходят ночью, школьные ключи потеряли.`,
  },
  chatter: {
    room: "random",
    daysAgo: 0,
    lines: `
hugo: The production of the school play starts in May, the deployment of chairs is on us.
galina: My health is fine, but somebody should check the brakes of the bicycle.
felix: The code of the party is black tie, the review of the band was nice.
hugo: Memory cards are cheap this week; mind the leak in the tent.
clara: The search party found an atlas, page numbers are in the index.
galina: The train connection was late and the waiter refused my card.
hugo: The movie database is wrong, she has no connections to that actor.
clara: Rotated by a child, as usual: the images on our wall.
felix: The upload of the wedding photos took all night, that is the limit.
galina: She approved of the dress, so the budget is gone.
hugo: An unpaid ticket came today, together with the invoice of the garage.
clara: The company at dinner was great, thanks for hosting.
felix: Requests for songs are welcome, the holiday of the choir starts at noon.
galina: Who will be on the boat? Please call me.
hugo: A replica of the ship is nice, but with all that jet lag I saw little.
clara: They restore old cars, my uncle is the backup driver.
galina: It was dark, and in that mode the camera saw nothing.
felix: A token of thanks, and now refresh your glass.
hugo: At this rate we drive, the speed limit is far away.
clara: The pastry was flaky, it passed the test of my mother.
galina: Failing at it for hours, we still build castles of sand.
hugo: Pull the left door first, then request the key.
felix: The field was empty, so the search for the dog goes on.
clara: The moon was a disk, nearly full.
galina: The old song has a new version.
hugo: A full bag of rice is in the kitchen.`,
  },
};
