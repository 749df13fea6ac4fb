import type { LegalFacts } from '@recado/contract/legal'
import { listed } from './lines.ts'
import type source from './pt-BR.ts'

const words: typeof source = {
  title: { privacy: 'Política de privacidad', terms: 'Condiciones de uso', 'data-deletion': 'Eliminación de datos' },
  blank: '[por completar]',
  updated: 'Actualizada el',
  draft: 'Esta página aún no está lista: quien opera la instalación debe indicar la empresa y un contacto.',
  body: {
    privacy: (f: LegalFacts) => `# Política de privacidad de ${f.productName}
${f.productName} es una plataforma de atención por WhatsApp ofrecida por ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.address ? `${f.address}, ` : ''}${f.country}. Esta política dice qué datos pasan por ella, para qué, durante cuánto tiempo y cómo pedir que se eliminen.
## De quién son los datos
Las conversaciones pertenecen a la empresa que atiende. Ella decide con quién habla y por qué (responsable); ${f.companyName} guarda y transporta los datos por su encargo (encargado del tratamiento).
## Qué datos tratamos
- Mensajes de WhatsApp: número de teléfono o identificador de WhatsApp, nombre del perfil, contenido de mensajes y archivos enviados y recibidos, horas y estado de entrega.
- Cuentas de agentes: nombre, correo, contraseña guardada solo como resumen criptográfico, idioma y registros de acceso.
- Cuentas de WhatsApp Business: identificadores, números, plantillas y claves de acceso otorgadas por la empresa, guardadas cifradas.
- Datos técnicos: dirección IP, navegador y registros de errores sin el texto de los mensajes.
## Para qué los usamos
- Enviar y recibir mensajes por la API oficial de WhatsApp Business.
- Mostrar el historial a los agentes y repartir el trabajo.
- Proteger el servicio, corregir fallos y cumplir obligaciones legales.
No vendemos datos, no hacemos publicidad con ellos y no los usamos para entrenar inteligencia artificial.
## Con quién los compartimos
- Meta Platforms (WhatsApp Business), que transporta los mensajes.
${listed(f.processors, 'Ningún otro proveedor trata datos en nuestro nombre.')}
Las autoridades reciben datos solo con una orden legal válida, que se examina antes y se atiende con lo mínimo necesario.
## Durante cuánto tiempo
Los mensajes se guardan mientras dure el contrato de la empresa y se eliminan en los ${f.retentionMonths} meses siguientes a su fin. Los registros técnicos se eliminan antes. Las copias de seguridad siguen los mismos plazos.
## Seguridad
El tráfico va cifrado, las claves de acceso se guardan cifradas, cada empresa ve solo sus propios datos y el acceso depende de un rol y una contraseña.
## Sus derechos
Puede pedir confirmación, acceso, rectificación, copia, oposición y eliminación de sus datos (LGPD, artículo 18; RGPD, artículos 15 a 22). Si es cliente de una empresa que usa esta plataforma, responde primero esa empresa; podemos remitirle su solicitud.
## Contacto
- Correo: ${f.contactEmail}
${f.privacyContact ? `- Protección de datos: ${f.privacyContact}` : '- El mismo correo llega a la persona responsable de protección de datos.'}
${f.website ? `- Sitio: ${f.website}` : ''}
Los cambios de esta política se publican en esta página con su fecha.`,
    terms: (f: LegalFacts) => `# Condiciones de uso de ${f.productName}
Estas condiciones rigen entre ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.country}, y la empresa que usa ${f.productName} para atender por WhatsApp.
## El servicio
${f.productName} permite a un equipo enviar y recibir mensajes por la API oficial de WhatsApp Business, administrar números y plantillas y seguir la atención.
## Lo que corresponde a la empresa
- Tener una cuenta de WhatsApp Business a su nombre y cumplir las políticas comerciales y de mensajería de Meta.
- Escribir solo a quien lo permitió y dejar de hacerlo cuando lo pida.
- No enviar contenido ilegal o engañoso ni mensajes masivos no solicitados.
- Mantener las contraseñas en secreto y dar acceso solo a quien lo necesita.
- Pagar a Meta los mensajes que ella cobra.
## Lo que nos corresponde
- Mantener el servicio disponible y seguro con cuidado profesional.
- Tratar los datos como dice la política de privacidad y por encargo de la empresa.
- Avisar de incidentes que afecten a datos personales.
## Límites
La entrega depende de WhatsApp, de las redes y del teléfono de quien recibe. Meta puede limitar o suspender números según sus reglas. En la medida que permita la ley, no respondemos por ello.
## Fin
Cualquiera de las partes puede terminar. Después la empresa puede pedir una copia de sus datos; luego se eliminan en el plazo de la política de privacidad (${f.retentionMonths} meses).
## Ley y contacto
Rige la ley de ${f.country}. Consultas: ${f.contactEmail}.`,
    'data-deletion': (f: LegalFacts) => `# Cómo pedir la eliminación de datos
Cualquier persona puede pedir que ${f.productName} elimine sus datos.
## Si conectó una cuenta de WhatsApp Business con su perfil de Meta
- En Facebook abra Configuración, luego Integraciones comerciales (o Aplicaciones y sitios web).
- Elija ${f.productName} y elimínela, marcando la opción de pedir la eliminación de los datos.
- Meta nos avisa, las claves de acceso se destruyen al instante y usted recibe un código y una dirección para seguir la solicitud.
## Si atiende en esta plataforma
Pida al administrador del espacio de su empresa que elimine su cuenta, o escriba a ${f.contactEmail}.
## Si habló con una empresa por WhatsApp
Los mensajes pertenecen a la empresa con la que habló: pídaselo a ella. Si prefiere, escriba a ${f.contactEmail} con su número de teléfono y el nombre de la empresa; remitimos la solicitud y confirmamos la respuesta.
## Plazo
Las solicitudes se responden en un máximo de 15 días. Los datos que la ley obliga a guardar se eliminan al terminar ese plazo; lo demás sale también de las copias de seguridad en ${f.retentionMonths} meses.
## Contacto
- Correo: ${f.contactEmail}`,
  },
  status: {
    title: { deletion: 'Solicitud de eliminación de datos', deauthorization: 'Autorización retirada' },
    unknown: 'No hay ninguna solicitud con este código. Revise las letras o escriba a quien opera la plataforma.',
    code: 'Código',
    received: 'Recibida el',
    done: 'Estado: completada',
    tokens: (tokens: number, workspaces: number) =>
      `Encontramos ${tokens} ${tokens === 1 ? 'autorización otorgada' : 'autorizaciones otorgadas'} por esta persona, en ${workspaces} ${workspaces === 1 ? 'espacio' : 'espacios'} de empresa. Las claves de acceso fueron destruidas y el vínculo con la persona fue eliminado.`,
    nothing: 'No encontramos nada guardado sobre esta persona: ninguna clave de acceso en uso fue otorgada por ella.',
    rest: 'Las conversaciones con clientes pertenecen a las empresas que atienden y no están vinculadas a su perfil de Meta; por eso no forman parte de esta solicitud. Para ellas, vea las instrucciones de eliminación.',
  },
}
export default words
