// Phrases that people repeat. Without them the words of a corpus would be neighbours by chance only.

export const RUSSIAN_PHRASES = (
  "на этой неделе|код ревью|по поводу релиза|до конца дня|рабочий стол|тестовый стенд|в понедельник утром|резервная копия|" +
  "новая версия|обратная связь|посмотрите пожалуйста|база данных|очередь сообщений|план на неделю|не работает|" +
  "сервер не отвечает|согласовать договор|счёт на оплату|служба поддержки|техническое задание|на следующей неделе|" +
  "после обновления|из за ошибки|в общем доступе|по итогам встречи|отдел продаж|права доступа|срок действия|" +
  "нагрузочный тест|журнал событий"
).split("|");

export const ENGLISH_PHRASES = (
  "code review|pull request|end of the day|release candidate|on call|please take a look|database migration|rate limit|" +
  "out of memory|connection refused|feature flag|load balancer|the build is green|the test is flaky|next week|" +
  "customer support|service level agreement|purchase order|root cause|access token|single sign on|dark mode|" +
  "staging environment|production server|weekly report|standup notes|open question|as soon as possible|" +
  "memory leak|time out of the request"
).split("|");
