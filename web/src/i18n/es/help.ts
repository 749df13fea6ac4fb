import type { Translated } from '../areas.ts'
import type source from '../pt-BR/help.ts'

export default {
  title: 'Ayuda',
  contents: 'En esta página',
  api: 'Documentación de la API',
  start: {
    title: 'Por dónde empezar',
    body: `Un espacio guarda los números, las personas y las conversaciones de una empresa. Nada pasa de un espacio a otro.
¿Sin número todavía? En Números, crea uno de prueba: funciona al momento y no necesita cuenta en Meta. Para un número real, mira “Conectar un número”, más abajo.`,
  },
  inbox: {
    title: 'Bandeja',
    body: `Quien escribe a tu número aparece como conversación pendiente. Atender la hace tuya; cerrar la quita de la lista. Si la persona escribe de nuevo, la conversación vuelve.
- Una marca: WhatsApp la recibió. Dos: llegó al teléfono. Dos azules: fue leída.
- Reloj: está en cola y sale sola, aunque cierres el navegador.
- Exclamación: no se envió. El motivo aparece abajo, con un botón solo cuando intentar de nuevo puede ayudar.
- Interrogación: la respuesta de Meta se perdió. No la enviamos otra vez a ciegas; el próximo aviso de Meta decide.
Lo que escribes queda como borrador en este navegador, conversación por conversación.
En el botón + de la caja de respuesta están ubicación, contacto, botones, listas, enlace, pedidos de ubicación y de teléfono, cobro por Pix, enlace o boleto, estado del pedido, catálogo, productos y formularios. Al lado de cada uno ves cómo se verá.
La flecha en la esquina de un mensaje sirve para responderlo o reaccionar. Pulsar una cita lleva al original, por antiguo que sea.
Lo que la persona elimina en WhatsApp desaparece también de aquí; lo que edita muestra el texto nuevo. Lo que alguien escribe en el teléfono de la propia empresa aparece como nuestro, marcado como del teléfono, y no abre la ventana.
Los equipos separan las colas: en Ajustes, “Equipos”. El equipo de la conversación está en los datos del contacto, en “Atención”; moverla a otro deja una línea en la historia, y quien la atendía solo la conserva si está en el nuevo equipo. En Filtros, la lista muestra un solo equipo.
Cada número puede tener horario de atención: en su página, en “Atención”, con feriados, el equipo de las conversaciones nuevas y una respuesta que sale sola fuera de horario. La conversación dice hasta cuándo el número está fuera de horario.`,
  },
  window: {
    title: 'La ventana de 24 h',
    body: `Después de cada mensaje del cliente, WhatsApp te deja escribir libremente durante 24 horas. El anillo alrededor de la foto y la cuenta en la caja de respuesta muestran cuánto falta.
Con la ventana cerrada solo pasan plantillas aprobadas por Meta. Cuando la persona responde, la ventana se abre de nuevo.`,
  },
  files: {
    title: 'Archivos',
    body: `Fotos, vídeos, audios, documentos y stickers llegan a la conversación. Haga clic para abrirlos a pantalla completa: las flechas pasan de uno a otro, + y - amplían y reducen.
- Para enviar: el botón +, pegar, o soltar el archivo sobre la conversación. Cada uno puede llevar leyenda; varios salen en orden.
- WhatsApp lleva fotos JPEG y PNG hasta 5 MB, vídeos MP4 y audios hasta 16 MB, documentos hasta 100 MB. Una foto demasiado grande recibe un botón para ir más pequeña.
- Micrófono: graba un mensaje de voz. Escúchelo antes de enviarlo, si quiere.
- Un archivo que no vino de Meta se busca de nuevo solo; el botón “Buscar de nuevo” lo apura. Meta guarda los archivos siete días.
Todo lo intercambiado con la persona está en “Archivos y enlaces”, en los datos del contacto.`,
  },
  contacts: {
    title: 'Contactos',
    body: `Cada persona es un solo contacto, escriba al número que escriba y con el nombre que WhatsApp muestre. Cuando WhatsApp prueba que dos contactos son la misma persona, los unimos con su historia; también puedes unirlos a mano, y separarlos de nuevo.
- Etiquetas y campos propios: en Ajustes, “Etiquetas y campos”.
- Consentimiento: quien escribe BAJA, PARAR o STOP, o rechaza promociones en el propio WhatsApp, pasa a “no quiere promociones”. El registro guarda cuándo y por qué, y nunca se borra.
- Bloquear pide a Meta que la persona no escriba más a ese número; WhatsApp solo bloquea a quien escribió en las últimas 24 horas.
- Importar: una planilla CSV o XLSX, con los títulos en la primera fila. Revisamos todo antes; o entran todas las filas buenas, o ninguna. Las que tienen problemas se pueden descargar.
Quien cuida el espacio puede ocultar los teléfonos a los agentes en Ajustes.`,
  },
  search: {
    title: 'Buscar',
    body: `Ctrl K (⌘ K en Mac) busca personas, conversaciones y mensajes, sin importar acentos, mayúsculas, singular o plural. Basta el comienzo de la palabra.
Elegir un mensaje abre la conversación en él, con lo que vino antes y después. Lo recién escrito se encuentra en cerca de un segundo.`,
  },
  templates: {
    title: 'Plantillas',
    body: `En Plantillas, quien administra escribe una plantilla y la envía a revisión de Meta; cada regla aparece mientras se escribe. El resultado llega solo, con el motivo cuando la rechaza. Las que ya están en Meta llegan con Sincronizar.
Hay cuatro formatos: mensaje con título, pie y botones; carrusel de tarjetas; oferta con plazo; pedido de permiso para llamar. Imagen, video y documento piden un archivo de ejemplo, que solo ve quien revisa; con cada edición Meta quiere el archivo de nuevo. Una plantilla nueva se puede escribir en varios idiomas lado a lado; cada uno se revisa por separado.
La biblioteca de Meta tiene plantillas que ella misma escribió y ya aprobó: elige una, dale un nombre, di adónde llevan los botones y se puede enviar al momento.
Una plantilla aprobada se puede editar una vez al día y diez veces en 30 días. El nombre de una que ya fue aprobada queda reservado 30 días tras borrarla, en su idioma; quien lo escribe ve hasta cuándo.
La página de cada plantilla cuenta su historia: revisión, rechazo con el motivo, calidad, pausas, cambio de categoría (que cambia el precio), ediciones, y quién hizo qué. Llega al momento, y lo que un webhook pierda lo encuentra la lectura que el sistema hace cada seis horas.
- La calidad baja pausa la plantilla: 3 horas la primera vez, 6 la segunda; después Meta la desactiva. La pausa se puede terminar en su página.
- Archivar la saca de la elección; Meta borra lo que queda archivado 28 días.
- La estrella es solo tuya y pone la plantilla primero en la elección. Quien administra dice, en la ficha, desde qué rol se puede enviar y de qué equipos es: quien no está en ninguno no la ve.
Solo las aprobadas se pueden enviar. Al enviar, completa las variables, elige el archivo de la computadora o de la conversación, y mira al lado cómo lo recibirá la persona. Cuando aprieta un botón, la respuesta dice de qué plantilla vino.
Para escribir a un número nuevo, empieza una conversación con una plantilla.`,
  },
  sandbox: {
    title: 'Número de prueba y teléfono simulado',
    body: `El número de prueba no llega al WhatsApp de nadie. En el teléfono simulado escribes como cliente y ves lo que envía el agente, con sus marcas.
En la misma página puedes apagar el teléfono, retrasar avisos, hacer fallar el próximo envío y adelantar el reloj 24 h, para entrenar sin riesgo.
Todo lo simulado lleva la etiqueta punteada “sandbox”.`,
  },
  road: {
    title: 'Camino a proveedor de tecnología',
    body: `Para conectar cuentas de clientes, Meta debe aprobar su aplicación. En Proveedor, quien opera la instalación encuentra todo lo que pide Meta, en su orden.
- Correcto e incorrecto los vio el sistema. No se sabe: Meta no respondió, respondió con error o fue hace demasiado tiempo; nunca cuenta como correcto.
- Lo que ningún sistema puede ver queda por confirmar: usted lo confirma, con una nota y un adjunto.
- Lo que vence está junto, con su día: las llamadas de cada permiso, el token, el certificado y la comprobación anual del uso de datos.
- Las páginas públicas, los textos, los videos y el paquete de envío se hacen allí mismo. Ensaye primero en el sandbox: el panel de Meta se simula entre bastidores, en la página del teléfono.
En el servidor: npm run recado -- road check.`,
  },
  signup: {
    title: 'Conectar por Meta',
    body: `En Números, Conectar, el botón abre la ventana de Meta: la persona entra con Facebook, elige empresa, cuenta y número, y Recado comprueba, guarda, se suscribe a los webhooks, registra con un PIN y sincroniza. Cada etapa se ve al momento; la página se puede cerrar.
Para quien no tiene cuenta aquí, crea un enlace y envíalo por correo o WhatsApp. Vence, sirve para un solo número y no muestra nada más.
- Antes, quien opera la instalación informa app, clave y configuración en Ajustes, Registro por Meta. La misma página dice si Meta conoce la configuración.
- Cuando algo falla, la página dice la causa y qué hacer, y sigue desde la etapa que se detuvo.
- Ensaya en el simulador: la ventana simulada termina de todas las formas en que puede terminar la de Meta.
- Un número que sigue en su teléfono: elija “Conectar el teléfono” y lea el código QR con WhatsApp Business. Los contactos y el historial se piden en el momento, una sola vez; la página del número muestra el plazo de 24 horas, lo pedido y lo que llegó. El pasado entra en conversaciones cerradas. Abra la aplicación al menos cada 13 días.`,
  },
  connect: {
    title: 'Conectar un número: dónde encontrar cada valor',
    body: `Necesitas una cuenta de WhatsApp Business en la plataforma de Meta, con el número ya registrado en la Cloud API.
- Token de acceso: en Configuración del negocio, Usuarios del sistema. Da al usuario acceso a la aplicación y a la cuenta de WhatsApp, y genera un token sin vencimiento con whatsapp_business_messaging y whatsapp_business_management.
- ID de la cuenta de WhatsApp (WABA) e ID del número: en el Administrador de WhatsApp, Números de teléfono; o en la aplicación, en WhatsApp, Configuración de la API.
- Clave secreta de la aplicación: en la aplicación, en Configuración, Básica. Es de la misma aplicación que generó el token.
- URL de devolución y token de verificación: Recado muestra los dos. Pégalos en la aplicación, en WhatsApp, Configuración, Webhook, y suscribe el campo messages.
Meta solo llama a direcciones https públicas. Si Recado corre solo en tu red, publícalo y ajusta PUBLIC_URL.
Ya conectado, la página del número tiene el perfil comercial, que el cliente ve al tocar el nombre, y los códigos QR, que abren el chat con el mensaje listo.
- Nombre y sello: pedir otro nombre visible (Meta lo revisa, y un nombre aprobado pide registrarse otra vez con el PIN), nombre de usuario y el sello oficial.
- Comienzo de conversación: preguntas para tocar y comandos con barra. Ajustes en Meta: llamadas, almacenamiento, catálogo. Bloqueados: a quién mantiene Meta lejos del número.
- Webhooks: adónde van los mensajes, quién los desvió y un clic que los trae; Probar ahora hace que Meta llame a este servidor y lleva una entrega de cada campo hasta el final, sin cambiar nada; debajo, cada entrega, para verla y procesarla de nuevo.
- Historial: cada cambio de calidad, límite, nombre o restricción, con su fecha, y si llegó por webhook o se encontró al releer.
El token se comprueba en Meta todos los días. Si Meta deja de aceptarlo, solo se detiene esa cuenta, sus mensajes esperan en la cola, y Autorizar de nuevo, en el aviso o en la página del número, lleva a la ventana de Meta con la cuenta ya elegida; Pegar token nuevo también sirve. No se pierde nada.
En la página del número, Registro muestra código, registro y PIN: un número nuevo, o venido de otro proveedor, se agrega en Números, Conectar, se verifica por SMS o llamada y se registra con un PIN.`,
  },
  doctor: {
    title: 'Diagnóstico y cuentas en Meta',
    body: `En la página de cada número, Diagnóstico pregunta a Meta, ahora, todo lo que tiene que estar bien: token, cuenta, número, aplicación y la dirección de este servidor. Cada línea dice qué se encontró, por qué importa y qué hacer; lo que se puede arreglar aquí tiene un botón.
- No se sabe: Meta no respondió, respondió con error o sin sentido. Nunca cuenta como bien.
- Copiar informe da un texto para soporte, sin tokens ni claves.
En Números, “Por cuenta y empresa” muestra cada portafolio con sus cuentas y números, qué está mal en cada uno, y filtra lo que pide atención. La página de la cuenta trae plantillas, formularios, webhooks y lo que cambió en Meta. Un número que Meta ya no muestra queda marcado, con aviso.
En el servidor: npm run recado -- doctor --number ID, con el ID que Meta da al número o a la cuenta.`,
  },
  people: {
    title: 'Personas y roles',
    body: `Invita por enlace, en Ajustes, Personas. El enlace vale 7 días y una sola vez.
- Agente: atiende conversaciones.
- Supervisión: ve todas y sincroniza plantillas.
- Administrador: también números, personas, claves de API y ajustes.
- Propietario: todo, y solo un propietario nombra o quita a otro.
- Operador: cuida la instalación y crea espacios. No ve las conversaciones de un espacio en el que no está.
Cambiar el rol de alguien vale al momento, sin entrar de nuevo.`,
  },
  keyboard: {
    title: 'Teclado',
    body: `Todo funciona sin ratón. Pulsa ? para ver los atajos de la página en la que estás.
- Ctrl K (⌘ K en Mac) abre la barra de comandos: personas, conversaciones y acciones.
- F6 pasa de una región de la pantalla a la siguiente.
- Esc cierra lo que está encima.`,
  },
  alerts: {
    title: 'Avisos',
    body: `La campana muestra lo que Meta cambió o rechazó: calidad, límite, restricción, nombre, plantilla, pago, token. Cada aviso dice qué hacer.
- Lo que tiene causa termina con ella, solo. El resto lo marcas como resuelto.
- Quienes administran lo reciben también por correo, si quien opera la instalación ajustó SMTP_URL y MAIL_FROM.
- Con Recado cerrado el navegador también avisa, de mensajes y de avisos: actívalo en Ajustes, en cada dispositivo. Dura hasta salir.`,
  },
  safety: {
    title: 'Qué se guarda, y cómo',
    body: `Los tokens y claves de Meta se cifran antes de llegar a la base y nunca más aparecen en ninguna pantalla. Las claves de API y las invitaciones se guardan solo como resumen: quien las pierde hace otras.
Los mensajes quedan en la base de esta instalación, y en ningún otro lugar nuestro. Los registros del servidor no llevan texto de mensajes.`,
  },
  notYet: {
    title: 'Qué no hay todavía',
    body: `Para que no lo busques:
- equipos, transferencia, posponer, notas internas y respuestas rápidas
- crear plantillas desde aquí
- envíos masivos, panel de cifras y costos
- cambiar el correo de la cuenta o recuperar la contraseña olvidada`,
  },
} satisfies Translated<typeof source>
