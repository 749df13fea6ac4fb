import type { Translated } from '../areas.ts'
import type source from '../pt-BR/roadItems.ts'

export default {
  portfolio: {
    control: {
      title: 'Control total del portafolio',
      why: 'Solo quien tiene control total puede verificar la empresa y enviar la aplicación a revisión.',
      how: 'En Configuración del negocio › Personas, compruebe que su usuario tiene control total del portafolio.',
    },
    twofactor: {
      title: 'Verificación en dos pasos activada',
      why: 'Meta exige el segundo paso a quien administra el portafolio.',
      how: 'En el Centro de seguridad, exija la verificación en dos pasos para todos y active la suya.',
    },
    found: {
      title: 'Meta muestra su portafolio',
      why: 'La aplicación, la cuenta de WhatsApp y la verificación deben ser de la misma empresa.',
      how: 'Sin el ID indicado abajo, se usa el dueño de la cuenta del número de demostración.',
    },
  },
  app: {
    credentials: {
      title: 'ID y clave secreta de la aplicación',
      why: 'Con ellos probamos que somos la aplicación y comprobamos la firma de Meta.',
      how: 'Copie ID y clave secreta de Configuración › Básica a META_APP_ID y META_APP_SECRET y reinicie.',
    },
    usecase: {
      title: 'Aplicación de tipo Empresa con el caso de uso de WhatsApp',
      why: 'Sin ese caso de uso no se pueden pedir los dos permisos.',
      how: 'En Casos de uso, añada “Conectarse con clientes por WhatsApp” y vincule la aplicación al portafolio.',
    },
    name: {
      title: 'Nombre de la aplicación',
      why: 'Meta rechaza nombres con sus marcas, y el nombre debe ser el de su producto.',
      how: 'Elija el nombre del producto, sin WhatsApp, Meta, Facebook ni abreviaturas.',
    },
    icon: {
      title: 'Ícono de la aplicación',
      why: 'Un ícono ausente, pequeño o transparente es motivo de rechazo.',
      how: 'Suba una imagen cuadrada de 1024 × 1024, opaca, de menos de 5 MB y sin marcas de Meta.',
    },
    category: {
      title: 'Categoría',
      why: 'Debe corresponder al uso que usted describe.',
      how: 'Elija una categoría de negocios en Configuración › Básica.',
    },
    purpose: {
      title: 'Finalidad: servicios a otras empresas',
      why: 'Con la finalidad equivocada el revisor espera otro producto.',
      how: 'En Finalidad de la aplicación, indique que presta servicios a clientes (otras empresas).',
    },
    privacy: {
      title: 'Política de privacidad publicada',
      why: 'El robot de Meta abre la dirección: debe responder en 3 s, sin inicio de sesión, y decir qué hace con los datos de WhatsApp.',
      how: 'Pegue {{ours}}/legal/privacy en el campo, o la dirección de su propia página.',
    },
    terms: {
      title: 'Condiciones de uso publicadas',
      why: 'Se piden igual que la política de privacidad.',
      how: 'Pegue {{ours}}/legal/terms en el campo, o la dirección de su propia página.',
    },
    deletion: {
      title: 'La eliminación de datos funciona',
      why: 'Meta llama a esta dirección cuando alguien pide la eliminación; la probamos con solicitudes bien y mal firmadas.',
      how: 'Complete los datos de las páginas públicas; la dirección es {{ours}}/meta/data-deletion.',
    },
    deletionfield: {
      title: 'Dirección de eliminación indicada en el panel',
      why: 'La API no puede leer el campo; solo usted lo ve.',
      how: 'En Configuración › Básica › Eliminación de datos del usuario, pegue {{ours}}/meta/data-deletion como URL de devolución.',
    },
    contact: { title: 'Correo de contacto', why: 'Es donde escribe el revisor.', how: 'Indique un correo que alguien lea todos los días.' },
    website: {
      title: 'Sitio y plataforma “Sitio web”',
      why: 'El revisor entra por el sitio; sin la plataforma la aplicación parece incompleta.',
      how: 'En Añadir plataforma elija Sitio web e indique la dirección https.',
    },
    domains: {
      title: 'Dominios de la aplicación',
      why: 'Sin el dominio de esta instalación el registro insertado no se abre.',
      how: 'Añada el dominio en Dominios de la aplicación.',
    },
    restrictions: {
      title: 'Sin restricciones de edad o país',
      why: 'Una restricción puede impedir que entre el revisor.',
      how: 'En Avanzada, quite restricciones de edad, país y contenido.',
    },
    dpo: {
      title: 'Delegado de protección de datos (si atiende en la UE)',
      why: 'Meta pide este contacto a quien trata datos de europeos.',
      how: 'Indique el contacto en Configuración › Básica y en los datos de las páginas públicas.',
    },
  },
  number: {
    connected: {
      title: 'Un número conectado para mostrar',
      why: 'Sin él no hay nada que grabar y ninguna llamada prueba el uso.',
      how: 'Conecte un número en Números y elíjalo aquí como número de demostración.',
    },
    sends: {
      title: 'El número puede enviar',
      why: 'Un número bloqueado estropea los videos y la prueba del revisor.',
      how: 'Vea en Meta qué lo impide: registro, pago o una restricción.',
    },
    subscribed: {
      title: 'La cuenta envía sus eventos a la aplicación',
      why: 'Sin la suscripción no llega ningún mensaje.',
      how: 'Desconecte y conecte el número, o actualícelo en su página.',
    },
    webhook: {
      title: 'Los mensajes del número llegan aquí',
      why: 'La dirección del número vale más que la de la cuenta, y esta más que la de la aplicación.',
      how: 'Quite la dirección propia del número o de la cuenta, o cámbiela por la de esta instalación.',
    },
    template: {
      title: 'Una plantilla aprobada',
      why: 'El revisor elige una plantilla, y debe estar aprobada.',
      how: 'Cree una plantilla simple en Plantillas y espere la aprobación de Meta.',
    },
    profile: {
      title: 'Perfil comercial con foto y descripción',
      why: 'Un perfil vacío parece una prueba, no un producto.',
      how: 'Complete la descripción y la foto del perfil del número.',
    },
  },
  provider: {
    chosen: {
      title: '“Conviértete en proveedor de tecnología” iniciado',
      why: 'Declara que usted conecta cuentas de clientes; sin ello el camino no se abre.',
      how: 'En el panel: WhatsApp › Inicio › Conviértete en proveedor de tecnología; elija independiente o indique el socio.',
    },
  },
  business: {
    verified: {
      title: 'Empresa verificada',
      why: 'La revisión empieza solo con la empresa verificada; tarda hasta 14 días hábiles.',
      how: 'En el Centro de seguridad, envíe nombre legal, dirección, teléfono, sitio y documentos. Cambiarlos reabre la verificación.',
    },
    name: {
      title: 'El nombre de la empresa es el mismo en todas partes',
      why: 'El revisor compara la empresa de la política de privacidad con la verificada.',
      how: 'Use el nombre legal en los datos de las páginas públicas, igual que en el portafolio.',
    },
  },
  server: {
    tls: {
      title: 'Dirección pública con HTTPS válido',
      why: 'Meta solo llama a direcciones https con certificado reconocido.',
      how: 'Ponga en PUBLIC_URL la dirección https y un certificado público en el proxy.',
    },
    handshake: {
      title: 'Saludo del webhook',
      why: 'Meta llama con un desafío antes de confiar en la dirección.',
      how: 'Compruebe que /webhooks/whatsapp llega a esta instalación a través del proxy.',
    },
    signature: {
      title: 'Firma comprobada',
      why: 'Aceptar eventos sin firma dejaría que cualquiera hable en nombre de Meta.',
      how: 'Un proxy no debe cambiar el cuerpo ni quitar la cabecera X-Hub-Signature-256.',
    },
    webhook: {
      title: 'Webhook de la aplicación hacia aquí, con los campos necesarios',
      why: 'Sin los campos correctos faltan mensajes o decisiones de Meta.',
      how: 'Use el botón Corregir: escribe la dirección y los campos en la aplicación.',
    },
  },
  review: {
    scopes: {
      title: 'El token tiene los dos permisos y solo lo necesario',
      why: 'Los permisos de más son un motivo común de rechazo.',
      how: 'Genere el token del usuario del sistema con whatsapp_business_messaging y whatsapp_business_management.',
    },
    requested: {
      title: 'Ningún otro permiso solicitado',
      why: 'Un permiso solicitado y no usado es causa común de rechazo.',
      how: 'En App Review, quite de la solicitud todo lo que no sea whatsapp_business_messaging y whatsapp_business_management.',
    },
    callmessaging: {
      title: 'Llamada reciente: whatsapp_business_messaging',
      why: 'Meta quiere ver una llamada aceptada en los 30 días anteriores al envío.',
      how: 'Responda una conversación, o use Hacer la llamada: marca como leído el último mensaje recibido.',
    },
    callmanagement: {
      title: 'Llamada reciente: whatsapp_business_management',
      why: 'La misma regla vale para cada permiso.',
      how: 'Sincronice las plantillas, o use Hacer la llamada: lee la lista de plantillas.',
    },
    textmessaging: {
      title: 'Texto: whatsapp_business_messaging',
      why: 'Un texto genérico, copiado o con promesas que el revisor no ve se rechaza.',
      how: 'Escríbalo en Textos, con sus propios hechos.',
    },
    textmanagement: {
      title: 'Texto: whatsapp_business_management',
      why: 'Cada permiso tiene su propia descripción.',
      how: 'Escríbalo en Textos, sin repetir el otro.',
    },
    videomessaging: {
      title: 'Video: whatsapp_business_messaging',
      why: 'Muestra un envío, su llegada al teléfono, la respuesta y la respuesta en pantalla.',
      how: 'Grábelo en el Estudio, o adjunte un video del teléfono.',
    },
    videomanagement: {
      title: 'Video: whatsapp_business_management',
      why: 'Este muestra la creación de una plantilla y su revisión, sin enviar mensajes.',
      how: 'Grábelo en el Estudio; enviar pertenece al otro video.',
    },
    reviewer: {
      title: 'El revisor puede entrar',
      why: 'Si el revisor no entra, se rechaza todo el envío.',
      how: 'Cree la cuenta en Envío; entramos con ella cada hora.',
    },
    handling: {
      title: 'Respuestas sobre el tratamiento de datos',
      why: 'El formulario las pide; los vacíos detienen el envío.',
      how: 'Respóndalas en Envío.',
    },
    submitted: {
      title: 'Enviado a revisión',
      why: 'Guardar fecha y respuesta muestra qué falta corregir.',
      how: 'Después de enviar en Meta, regístrelo en Envío.',
    },
    approved: {
      title: 'Permisos aprobados',
      why: 'Con acceso avanzado la aplicación atiende cuentas de clientes.',
      how: 'La revisión suele tardar de un día a una semana.',
    },
  },
  access: {
    verified: {
      title: 'Verificación de acceso',
      why: 'Declara que usted es proveedor de tecnología; las fuentes difieren sobre si WhatsApp aún la exige, así que no bloquea.',
      how: 'En el panel, Básica › Verificaciones; tarda unos 5 días.',
    },
    clients: {
      title: 'La lista de clientes se puede leer',
      why: 'Antes de la verificación de acceso Meta suele responder con el error 100.',
      how: 'Si el error 100 sigue tras la aprobación, revise la verificación de acceso.',
    },
  },
  live: {
    switched: {
      title: 'Aplicación en modo Activo',
      why: 'En Desarrollo solo las personas con rol en la aplicación pueden registrarse.',
      how: 'Actívela tras la aprobación: en modo Activo solo funcionan los permisos aprobados.',
    },
  },
  signup: {
    configuration: {
      title: 'Configuración del registro insertado',
      why: 'Un ID equivocado causa “Algo salió mal” en la ventana de registro.',
      how: 'Cree la configuración con la plantilla de registro de WhatsApp e indique el ID abajo.',
    },
    toggles: {
      title: 'Las seis opciones de inicio y los dominios',
      why: 'La API no las muestra; una apagada impide el registro.',
      how: 'OAuth de cliente, OAuth web, exigir HTTPS, navegador integrado, modo estricto e inicio con SDK: todas en Sí; añada el dominio y la dirección de retorno.',
    },
    products: {
      title: 'Solo Cloud API marcada en la configuración',
      why: 'Cada producto de más exige permisos con acceso avanzado.',
      how: 'Deje solo la Cloud API en la configuración, salvo que necesite otro producto.',
    },
    first: {
      title: 'Primer cliente conectado',
      why: 'Solo un cliente real prueba que el registro funciona.',
      how: 'Abra el registro con una cuenta que no se creó en el panel de la aplicación.',
    },
  },
  upkeep: {
    quota: {
      title: 'Clientes nuevos esta semana',
      why: 'Meta permite 10 clientes nuevos en 7 días, y 200 tras las verificaciones.',
      how: 'La cifra oficial está en la vista de socios del Administrador de WhatsApp; aquí contamos la lista de clientes.',
    },
    datause: {
      title: 'Comprobación anual del uso de datos',
      why: 'Sin la confirmación anual Meta suspende los permisos.',
      how: 'Confírmela en el panel cuando Meta lo pida; se lo recordamos en un año.',
    },
    token: {
      title: 'Vigencia del token',
      why: 'Un token vencido lo detiene todo de golpe.',
      how: 'Use un token de usuario del sistema sin fecha de vencimiento.',
    },
    certificate: {
      title: 'Vigencia del certificado',
      why: 'Con el certificado vencido Meta deja de entregar mensajes.',
      how: 'Mantenga activada la renovación automática en el proxy.',
    },
  },
} satisfies Translated<typeof source>
