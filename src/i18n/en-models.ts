/** Sentences about models that people bring. */
export const enModels = {
  'models.about.small':
    'A small inpainting model trained from freely licensed pictures. Continues colour and soft texture.',
  'models.about.small4':
    'The same weights without mask input, for methods that bring their own conditioning.',
  'models.about.erase':
    'Picsart’s MI-GAN, an erase model: one step, no words. It has the first word of every removal, whatever model is chosen.',
  'models.manage': 'Manage models',
  'models.title': 'Models',
  'models.lead':
    'Model files are downloaded to this browser and run here. Pictures and prompts are never sent.',
  'models.yours': 'Your models',
  'models.none': 'None yet.',
  'models.fromHere': 'From this device',
  'models.running': 'In use now',
  'models.weights': '{bytes} of weights',
  'models.known': 'Known public models',
  'models.add': 'Add a model',
  'models.address': 'Repository or address',
  'models.addressHint':
    'owner/name, a path in it (owner/name/file.onnx), or the web address of a folder or an .onnx file',
  'models.source': 'Revision and hub',
  'models.revision': 'Revision',
  'models.hub': 'Hub address',
  'models.hubHint':
    'A mirror’s address goes here; files are checked against their hashes wherever they come from.',
  'models.hubUsual': 'Back to the usual hub',
  'models.addButton': 'Add',
  'models.adding': 'Looking it up',
  'models.importFolder': 'Import a folder',
  'models.importZip': 'Import a .zip',
  'models.dropHint': 'A folder or a .zip can also be dropped anywhere on the page.',
  'models.state.available': 'Available',
  'models.state.new': 'Available · {total}',
  'models.state.builtIn': 'Built in · {total}',
  'models.state.paused': 'Paused: {loaded} of {total}',
  'models.state.downloading': 'Downloading: {loaded} of {total}',
  'models.state.verifying': 'Verifying: {loaded} of {total}',
  'models.state.ready': 'Ready · {total}',
  'models.state.damaged': 'Damaged',
  'models.progress': 'Download of {name}',
  'models.speed': '{speed} MB/s',
  'models.leftMinutes': '{minutes} min left',
  'models.leftSeconds': '{seconds} s left',
  'models.leftUnknown': 'Waiting for the host',
  'models.missing': '{bytes} are still to come.',
  'models.commit': 'Commit {commit}',
  'models.pinned': 'version, size and hashes settled',
  'models.unpinned': 'the hub tells version and size when you press Download',
  'models.use': 'Use',
  'models.inUse': 'In use',
  'models.pause': 'Pause',
  'models.stop': 'Stop',
  'models.cancel': 'Cancel',
  'models.cancelTitle': 'Cancel the download of {name}?',
  'models.cancelBody': 'What has arrived so far goes away from this browser.',
  'models.cancelConfirm': 'Cancel the download',
  'models.resume': 'Resume',
  'models.repair': 'Repair',
  'models.verify': 'Verify',
  'models.export': 'Export as .zip',
  'models.remove': 'Delete',
  'models.removeTitle': 'Delete {name}?',
  'models.removeBody': 'Its files go away from this browser. You can download or import it again.',
  'models.download': 'Download',
  'models.license': 'Licence: {license}',
  'models.licenseUnknown': 'Licence not told: look at its page',
  'models.needs': 'Needs about {gigabytes} GB of graphics memory',
  'models.needsHalf': 'in half precision',
  'models.fits': 'should run on this device',
  'models.unfitSpace':
    'It takes {needed}, and the browser tells of {free} free. Delete a model or free disk space first.',
  'models.unfitMemory': 'This device tells of {have} GB of memory: it may not fit.',
  'models.anywayTitle': 'Download {name} all the same?',
  'models.anyway': 'Download anyway',
  'models.unfitHalf':
    'This graphics card cannot compute in half precision: it would run on the processor, many minutes a fill.',
  'models.unfitCpu': 'There is no usable graphics card here: this model would take many minutes a fill.',
  'models.use.prompted': 'Fills and extends by prompt',
  'models.use.erase': 'Erases in one step, without a prompt',
  'models.use.fewSteps': 'Fills and extends by prompt, in a few steps',
  'models.use.eraseDiffusion': 'Erases in several steps, without a prompt',
  'models.storage': '{used} used, about {free} free.',
  'models.persistent': 'The browser keeps it until you delete it.',
  'models.evictable': 'The browser may delete it when space runs short.',
  'models.refused':
    'The browser was asked to keep it and did not promise to: it may delete it when space runs short. Installing this page often changes that.',
  'models.report': 'Copy report',
  'models.reportFailed':
    'The browser did not let the report into the clipboard. Click the page once, then press again.',
  'models.crashed':
    'The last visit ended while {name} was at work. The built-in model is chosen now; yours is still here, under Models.',
  'models.reportCopied': 'The report is in the clipboard. It holds no pictures and no prompts.',

  'error.model-address':
    'That is no address of a model. Give owner/name of a repository, or the web address of a folder.',
  'error.model-unreachable':
    '{host} could not be reached. Check the connection, then press Resume; what arrived is kept. A host whose pages open all the same does not let other sites read its files.',
  'error.model-not-found':
    'There is nothing public at that address. Check the spelling. A model that wants a sign-in can be downloaded by hand and imported.',
  'error.model-host-busy': '{host} asks to wait {minutes} min. Press Resume then; what arrived is kept.',
  'error.model-page':
    '{host} sent a web page in place of a model file. Where this network wants a sign-in, sign in first, then press Resume.',
  'error.model-host-unfit':
    '{host} does not tell how large its files are, so nothing can be checked. Download them by hand and import the folder.',
  'error.model-several':
    'There are several models in one place: {what}. Add one by its path: owner/name/file.onnx.',
  'error.model-import-again':
    '{name} came from this machine and is not whole any more. Import its folder or archive again.',
  'error.model-file-unreadable': '{what} could not be read to its end. Check the disk, then import it again.',
  'error.model-missing':
    'This is not a complete model: {what} is missing. Choose the folder that holds the parts.',
  'error.model-unsupported':
    'This kind of model cannot run here ({what}). Bring one in the diffusers ONNX layout, or an erase model of one graph.',
  'error.model-changed':
    'The host now sends something else than it announced. Delete the model and add it again.',
  'error.model-damaged': 'A file of this model is damaged ({what}). Press Repair to download what differs.',
  'error.model-too-large':
    'This model has weights of {megabytes} MB in one piece, and the graphics card takes {limit} MB. Choose a smaller model, or run it on the processor: add ?provider=wasm to the address.',
  'error.model-busy': 'Another tab is working on this model. Its progress shows here too.',
  'error.storage-full':
    'The browser has no room for more. Delete a model or free disk space, then press Resume; what arrived is kept.',
  'error.storage-unavailable':
    'This browser keeps no files for this page (a private window?). Models of your own need a normal window.',
};
