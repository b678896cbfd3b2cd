// Words of German, French and Spanish, and phrases of Chinese and Japanese.

const GERMAN =
  "der die und ist nicht das wir ich auf für mit den im von sie es ein eine auch noch heute morgen bitte schon aber " +
  "wenn nach über können müssen Änderung Rechnung Kunde Vertrag Übersicht Prüfung Fehler Besprechung Straße Größe " +
  "Schlüssel Rückmeldung Veröffentlichung Bestellung Lieferung Angebot Büro Datenbank Sicherung Verbindung Server " +
  "Anmeldung Benutzer Abteilung Urlaub Woche Termin geprüft geändert gelöscht geschickt gefunden fertig schnell";
const FRENCH =
  "le la les de et est pas nous je sur pour avec des une dans vous il que qui mais encore aujourd'hui demain déjà très " +
  "après être réunion équipe facture client contrat erreur mise jour vérifié problème réseau dernière clé mémoire " +
  "développement sécurité événement reçu livraison commande français tâche rôle où prévu envoyé terminé rapide café";
const SPANISH =
  "el la los de y es no en que para con una por se lo mañana hoy pero también aquí está reunión equipo factura cliente " +
  "contrato error versión actualización revisión contraseña conexión año señal pequeño después página código envío " +
  "pedido oficina semana cambio prueba servidor rápido último revisado enviado terminado gestión línea sesión";

/** Phrases of two to eight characters without spaces. */
const CHINESE =
  "服务器 数据库 今天 明天 测试 发布 版本 客户 合同 发票 会议 我们 已经 完成 检查 问题 错误 更新 备份 恢复 网络 连接 密码 登录 " +
  "用户 权限 文件 上传 下载 搜索 索引 需要 可以 没有 请 看一下 谢谢 周五 下午 开会 上线 回滚 修复 部署 配置 性能 内存 磁盘 日志 " +
  "接口 文档 项目 团队 设计 预算 采购 仓库 订单 付款 退款 价格 季度 报告 审核 批准 北京 上海 办公室 数据迁移 生产环境 自动化测试";
const JAPANESE =
  "サーバー データベース 今日 明日 テスト リリース バージョン 顧客 契約 請求書 会議 私たち 完了しました 確認してください 問題 " +
  "エラー 更新 バックアップ 復元 ネットワーク 接続 パスワード ログイン ユーザー 権限 ファイル アップロード 検索 索引 必要です できます " +
  "ありません ありがとう 金曜日 午後 に は を が の で お願いします 修正 設定 性能 メモリ ディスク ログ 資料 予算 倉庫 注文 支払い " +
  "返金 価格 四半期 報告書 承認 東京 大阪 オフィス 移行 本番環境 自動テスト 障害対応 勉強会";

export const WORDS = {
  german: GERMAN.split(" "),
  french: FRENCH.split(" "),
  spanish: SPANISH.split(" "),
  chinese: CHINESE.split(" "),
  japanese: JAPANESE.split(" "),
};
